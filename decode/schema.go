package decode

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of the objects that [JSONPrinter]
// writes.
//
//go:embed schema.json
var Schema string
