package main

import (
	"fmt"
	"time"
)

// day reads a date of --now, "" for today. This is the one place that asks what
// day it is.
func day(text string) (time.Time, error) {
	if text == "" {
		text = time.Now().Format(time.DateOnly)
	}
	date, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("--now %s: write the date as in 2027-01-31", text)
	}
	return date, nil
}
