package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/gatelint/gatelint/internal/source"
)

// readParameters reads a file of CloudFormation parameters in the shapes that
// the AWS tools take: a list of {ParameterKey, ParameterValue}, a list of
// "NAME=VALUE", {"Parameters": {NAME: VALUE}}, or just {NAME: VALUE}.
func readParameters(file string, atMost int64) (map[string]string, error) {
	raw, err := readWithin(file, atMost)
	if err != nil {
		return nil, err
	}
	var document any
	if filepath.Ext(file) == ".json" {
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.UseNumber()
		err = decoder.Decode(&document)
	} else {
		var node yaml.Node
		if err = yaml.Unmarshal(raw, &node); err == nil {
			document = plainYAML(&node)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	return parametersOf(document)
}

// readWithin reads a file that the command line names.
func readWithin(file string, atMost int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, atMost+1))
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case int64(len(raw)) > atMost:
		return nil, fmt.Errorf("it is larger than %s, the limit", source.Size(atMost))
	}
	return raw, nil
}

func parametersOf(document any) (map[string]string, error) {
	parameters := map[string]string{}
	switch document := document.(type) {
	case map[string]any:
		if nested, ok := document["Parameters"].(map[string]any); ok {
			document = nested
		}
		for _, name := range slices.Sorted(maps.Keys(document)) {
			text, err := parameterText(document[name])
			if err != nil {
				return nil, fmt.Errorf("parameter %s: %w", name, err)
			}
			parameters[name] = text
		}
		return parameters, nil
	case []any:
		for i, item := range document {
			name, value, err := listedParameter(item)
			if err != nil {
				return nil, fmt.Errorf("item %d: %w", i+1, err)
			}
			parameters[name] = value
		}
		return parameters, nil
	}
	return nil, errors.New("it holds no parameters; write NAME: VALUE, or a list of ParameterKey and ParameterValue")
}

// listedParameter reads one item of a list.
func listedParameter(item any) (name, value string, err error) {
	switch item := item.(type) {
	case string:
		if name, value, ok := strings.Cut(item, "="); ok && name != "" {
			return name, value, nil
		}
	case map[string]any:
		if name, ok := item["ParameterKey"].(string); ok {
			value, err := parameterText(item["ParameterValue"])
			return name, value, err
		}
	}
	return "", "", errors.New("write ParameterKey and ParameterValue, or NAME=VALUE")
}

// parameterText gives a value as CloudFormation takes it: text, with commas
// between the items of a list.
func parameterText(value any) (string, error) {
	switch value := value.(type) {
	case string:
		return value, nil
	case json.Number:
		return value.String(), nil
	case bool:
		return strconv.FormatBool(value), nil
	case []any:
		items := make([]string, len(value))
		for i, item := range value {
			text, err := parameterText(item)
			if err != nil {
				return "", err
			}
			items[i] = text
		}
		return strings.Join(items, ","), nil
	}
	return "", errors.New("a value is a text, a number, true, false, or a list of these")
}

// plainYAML gives a document with every scalar as the text that was written:
// YAML would take 012345678901 for a number.
func plainYAML(node *yaml.Node) any {
	switch node.Kind {
	case yaml.DocumentNode:
		return plainYAML(node.Content[0])
	case yaml.MappingNode:
		mapping := map[string]any{}
		for i := 0; i+1 < len(node.Content); i += 2 {
			mapping[node.Content[i].Value] = plainYAML(node.Content[i+1])
		}
		return mapping
	case yaml.SequenceNode:
		list := make([]any, len(node.Content))
		for i, item := range node.Content {
			list[i] = plainYAML(item)
		}
		return list
	case yaml.ScalarNode:
		return node.Value
	case yaml.AliasNode: // parameters have no need of one
	}
	return nil
}
