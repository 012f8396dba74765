package components

import "placard/engine/program"

// Icons are line drawings in the colour of the text, on a grid of 24. Screen readers pass them over: what one stands
// for is in words beside it or in the name of its button. How they are drawn says the stylesheet icon, once for all; their
// size, that of each component.
const (
	iconStart = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="`
	iconEnd   = `"/></svg>`

	iconChevron     program.Trusted = iconStart + "M6 9l6 6 6-6" + iconEnd
	iconWideChevron program.Trusted = iconStart + "M5 9l7 7 7-7" + iconEnd
	iconArrowLeft   program.Trusted = iconStart + "M19 12H5M12 5l-7 7 7 7" + iconEnd
	iconArrowRight  program.Trusted = iconStart + "M5 12h14M12 5l7 7-7 7" + iconEnd
	iconCross       program.Trusted = iconStart + "M6 6l12 12M18 6L6 18" + iconEnd
)
