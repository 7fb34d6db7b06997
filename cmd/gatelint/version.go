package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/policies"
	"github.com/gatelint/gatelint/rules"
)

// A release sets both with -ldflags "-X main.version=… -X main.commit=…".
var (
	// version is that of the next or the present release.
	version = "0.1.0"
	// commit is the revision of the source, "" to take it from what the Go
	// tool has noted.
	commit string
)

// versionSchema names the shape of the version as JSON.
const versionSchema = "gatelint.version/1"

// build is what tells one gatelint from another. Nothing in it depends on when
// or where it was built.
type build struct {
	Schema  string `json:"schema"`
	Version string `json:"version"`
	// Commit is "unknown" where neither the release nor the Go tool noted it.
	Commit   string `json:"commit"`
	Modified bool   `json:"modified"`
	Go       string `json:"go"`
	Rules    int    `json:"rules"`
	// Digest identifies the rules.
	Digest string `json:"digest"`
}

func thisBuild() build {
	b := build{
		Schema:  versionSchema,
		Version: version,
		Commit:  commit,
		Rules:   len(rules.Catalogue()),
		Digest:  "sha256:" + policies.Digest(),
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.note(info)
	}
	b.Commit = cmp.Or(b.Commit, "unknown")
	return b
}

// note takes what the Go tool knows, as far as the release has not said it.
func (b *build) note(info *debug.BuildInfo) {
	b.Go = info.GoVersion
	if b.Commit != "" {
		return
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Commit = setting.Value
		case "vcs.modified":
			b.Modified = setting.Value == "true"
		}
	}
	if b.Commit == "" {
		// A version between two releases ends with the commit: v0.1.1-0.20261122090000-2e740afab123.
		if parts := strings.Split(info.Main.Version, "-"); len(parts) > 2 {
			b.Commit, _, _ = strings.Cut(parts[len(parts)-1], "+")
		}
	}
}

// text shows the digest as far as people compare it.
func (b *build) text() string {
	modified := ""
	if b.Modified {
		modified = ", with changes"
	}
	const digestShown = len("sha256:") + 12
	return fmt.Sprintf("gatelint %s\ncommit %s%s\nbuilt with %s\n%d rules, %s\n",
		b.Version, b.Commit, modified, b.Go, b.Rules, b.Digest[:digestShown])
}

func (a *app) versionCommand() *cobra.Command {
	format := "text"
	var limits bool
	command := &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and the digest of the rules",
		Long: `Print the version, the commit and the digest of the rules, or with --limits what
bounds a run: the name of each limit, its value and what it bounds. A run that
meets one goes on, reports what it did not read, and does not end with 0.
"--limit NAME=VALUE" of check and model sets another value; nothing in the
definitions can, nor can a configuration file.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if limits {
				table, err := limitTable(source.DefaultLimits())
				if err != nil {
					return err
				}
				return a.print([]byte(table))
			}
			b := thisBuild()
			switch format {
			case "text":
				return a.print([]byte(b.text()))
			case "json":
				output, err := indented(b)
				if err != nil {
					return err
				}
				return a.print(output)
			}
			return fmt.Errorf("--format %s: the formats are text, json", format)
		},
	}
	command.Flags().StringVar(&format, "format", format, "`FORMAT` of the version: text, json")
	command.Flags().BoolVar(&limits, "limits", false, "list the limits instead")
	complete(command, "format", []string{"text", "json"})
	return command
}
