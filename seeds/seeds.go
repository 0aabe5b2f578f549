// Package seeds holds the sample story: three short reports written for this
// project by invented outlets, so that the binary answers questions with nothing
// else at hand, and the questions with known answers that measure it.
package seeds

import "embed"

// FS holds the articles and questions.yaml, all at the top.
//
//go:embed *.txt questions.yaml
var FS embed.FS
