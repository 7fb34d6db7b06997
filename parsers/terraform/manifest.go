package terraform

import (
	"encoding/json"
	"path"

	"github.com/gatelint/gatelint/internal/source"
	"github.com/gatelint/gatelint/internal/source/prescan"
)

// readManifest reads where "terraform init" has put the modules. The file is a
// cache of the user's machine: what is wrong with it is not the definition's
// fault, and its modules then simply are not here.
func (r *run) readManifest() {
	r.manifest = map[string]string{}
	file, err := r.root.Read(path.Join(r.dir, ".terraform", "modules", "modules.json"))
	if err != nil || prescan.JSON(file, r.root.Limits()) != nil {
		return
	}
	var manifest struct {
		Modules []struct {
			Key string `json:"Key"`
			Dir string `json:"Dir"`
		} `json:"Modules"`
	}
	if json.Unmarshal(file.Bytes, &manifest) != nil {
		return
	}
	for _, entry := range manifest.Modules {
		if dir, err := source.Resolve(r.dir, entry.Dir); err == nil {
			r.manifest[entry.Key] = dir
		}
	}
}

// installed gives the directory of an installed module, "" if there is none
// inside the root.
func (r *run) installed(key string) string {
	dir := r.manifest[key]
	if dir == "" {
		return ""
	}
	if _, err := r.root.ReadDir(dir); err != nil {
		return ""
	}
	return dir
}
