package app

import "placard/engine/value"

// field is one that an object may have, and what checks it.
type field struct {
	name  string
	check func(*checker, value.Ref)
}

// fields are those that an object may have. Tables are functions, since the checks in them refer to other tables.
type fields func() []field

func metadataFields() []field {
	return []field{
		{"title", (*checker).title},
		{"description", (*checker).text},
		{"keywords", func(c *checker, r value.Ref) { c.each(r, (*checker).text) }},
		{"robots", func(c *checker, r value.Ref) { c.textOr(r, robotsFields) }},
		{"alternates", (*checker).alternates},
		{"openGraph", func(c *checker, r value.Ref) { c.object(r, openGraphFields) }},
		{"twitter", func(c *checker, r value.Ref) { c.object(r, twitterFields) }},
		{"icons", (*checker).icons},
	}
}

func titleFields() []field {
	return []field{{"default", (*checker).text}, {"template", (*checker).text}, {"absolute", (*checker).text}}
}

func socialTitleFields() []field {
	return []field{{"default", (*checker).text}, {"absolute", (*checker).text}}
}

func socialTitle(c *checker, r value.Ref) { c.textOr(r, socialTitleFields) }

func robotsFields() []field {
	return []field{{"index", (*checker).bool}, {"follow", (*checker).bool}}
}

func alternatesFields() []field {
	return []field{{"canonical", func(c *checker, r value.Ref) { c.addressOr(r, (*checker).link, canonicalFields) }}}
}

func canonicalFields() []field { return []field{{"url", (*checker).link}} }

func openGraphFields() []field {
	return []field{
		{"title", socialTitle}, {"description", (*checker).text}, {"url", (*checker).link}, {"siteName", (*checker).text},
		{"locale", (*checker).text}, {"images", (*checker).images}, {"type", (*checker).text},
	}
}

func twitterFields() []field {
	return []field{
		{"card", (*checker).card}, {"site", (*checker).text}, {"creator", (*checker).text}, {"title", socialTitle},
		{"description", (*checker).text}, {"images", (*checker).images},
	}
}

func imageFields() []field {
	return []field{
		{"url", (*checker).picture}, {"secureUrl", (*checker).picture}, {"type", (*checker).text},
		{"width", (*checker).size}, {"height", (*checker).size}, {"alt", (*checker).text},
	}
}

func iconsFields() []field {
	return []field{{"shortcut", (*checker).iconList}, {"icon", (*checker).iconList}, {"apple", (*checker).iconList}}
}

func iconFields() []field {
	return []field{
		{"url", (*checker).picture}, {"rel", (*checker).iconRel}, {"type", (*checker).text}, {"sizes", (*checker).text},
		{"media", (*checker).text}, {"color", (*checker).text},
	}
}
