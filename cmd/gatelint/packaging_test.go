package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestReleaseIsReproducible holds the parts of .goreleaser.yaml that a release
// rests on; goreleaser itself says whether it is well formed.
func TestReleaseIsReproducible(t *testing.T) {
	var config struct {
		Builds []struct {
			Env, Flags, Goos, Goarch, Ldflags []string
			Main                              string
			Timestamp                         string `yaml:"mod_timestamp"`
		}
		Archives []struct{ Files []struct{ Src string } }
		NFPMs    []struct{ Contents []struct{ Src string } }
	}
	if err := yaml.Unmarshal([]byte(content(t, "../../.goreleaser.yaml")), &config); err != nil {
		t.Fatal(err)
	}
	if len(config.Builds) != 1 || len(config.Archives) != 1 || len(config.NFPMs) != 1 {
		t.Fatalf("%+v", config)
	}
	build := config.Builds[0]
	if !slices.Equal(build.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(build.Goarch, []string{"amd64", "arm64"}) {
		t.Errorf("built for %v on %v", build.Goos, build.Goarch)
	}
	if !slices.Contains(build.Env, "CGO_ENABLED=0") || !slices.Contains(build.Flags, "-trimpath") || !strings.Contains(build.Timestamp, ".CommitTimestamp") {
		t.Errorf("built with %v %v at %s", build.Env, build.Flags, build.Timestamp)
	}
	for _, set := range []string{"-X main.version={{ .Version }}", "-X main.commit={{ .FullCommit }}"} {
		if !strings.Contains(strings.Join(build.Ldflags, " "), set) {
			t.Errorf("the linker is not told %s", set)
		}
	}
	var files []string
	for _, file := range config.Archives[0].Files {
		files = append(files, file.Src)
	}
	for _, file := range config.NFPMs[0].Contents {
		files = append(files, file.Src)
	}
	for _, file := range files {
		if strings.HasPrefix(file, "completions/") {
			continue // made for the release
		}
		if _, err := os.Stat(filepath.Join("../..", file)); err != nil {
			t.Error(err)
		}
	}
}

// TestImageHoldsTheProgramAlone holds that the image starts from nothing, that a
// static program is copied into it and started, and that nobody runs it.
func TestImageHoldsTheProgramAlone(t *testing.T) {
	var stages []map[string]string // the arguments of the last instruction of each kind
	for line := range strings.Lines(content(t, "../../Dockerfile")) {
		instruction, arguments, _ := strings.Cut(strings.TrimSpace(line), " ")
		if instruction == "FROM" {
			stages = append(stages, map[string]string{})
		}
		if len(stages) > 0 {
			stages[len(stages)-1][instruction] = arguments
		}
	}
	if len(stages) != 2 {
		t.Fatalf("%d stages", len(stages))
	}
	build, image := stages[0], stages[1]
	if image["FROM"] != "scratch" || !strings.Contains(build["RUN"], "CGO_ENABLED=0 ") {
		t.Errorf("the image is made from %s, the program by %s", image["FROM"], build["RUN"])
	}
	if user, _, _ := strings.Cut(image["USER"], ":"); user == "" || strings.Trim(user, "0123456789") != "" || user == "0" {
		t.Errorf("it is run by %q, which Kubernetes cannot tell from root", image["USER"])
	}
	var entry []string
	if err := json.Unmarshal([]byte(image["ENTRYPOINT"]), &entry); err != nil {
		t.Fatalf("ENTRYPOINT asks for a shell: %v", err)
	}
	copied := strings.Fields(image["COPY"])
	if !slices.Equal(entry, copied[len(copied)-1:]) || !strings.Contains(build["RUN"], "-o "+copied[len(copied)-2]+" ") {
		t.Errorf("%v is started, %v is copied, and %s builds it", entry, copied, build["RUN"])
	}
}
