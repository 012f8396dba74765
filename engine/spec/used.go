package spec

// Used says what of the catalog a page uses, by type, so that it carries only the style rules that it needs.
type Used [usedTypes]uint64

const (
	usedTypes = 128
	// UsedType is the bit of a type that is there.
	UsedType = 1 << 63
	// OwnStyles takes the place of a type for pages with classes or CSS of their own.
	OwnStyles = usedTypes - 1

	bitsOfChoices = 6 // of one prop: no value of it, or one of five
	maxUsedProps  = 63 / bitsOfChoices
)

// UsedChoice is the bit of an Enum prop that has one of its values, by the prop's place and 1 + that of the value. It
// is UsedType where there is no bit for that: the type alone counts then.
func UsedChoice(prop int, choice uint16) uint64 {
	if prop >= maxUsedProps || choice >= bitsOfChoices {
		return UsedType
	}
	return 1 << (prop*bitsOfChoices + int(choice))
}

// UsedAnyChoice are the bits of an Enum prop whose value is known only when the page runs.
func UsedAnyChoice(prop int) uint64 {
	if prop >= maxUsedProps {
		return UsedType
	}
	return (1<<bitsOfChoices - 1) << (prop * bitsOfChoices)
}

// Add notes the bits of a type.
func (u *Used) Add(typ int, bits uint64) { u[typ%usedTypes] |= bits }

// Has tells whether one of the bits of a type is there.
func (u *Used) Has(typ int, bits uint64) bool { return u[typ%usedTypes]&bits != 0 }

// ForgetTypes takes back which types are there, but not what their props are.
func (u *Used) ForgetTypes() {
	for t := range u[:OwnStyles] {
		u[t] &^= UsedType
	}
}

// Bits are those of a type.
func (u *Used) Bits(typ int) uint64 { return u[typ%usedTypes] }

// Take returns what is noted of a type, and forgets it.
func (u *Used) Take(typ int) uint64 {
	bits := u[typ%usedTypes]
	u[typ%usedTypes] = 0
	return bits
}
