package chat

import (
	"errors"
	"net/http"
	"strings"

	"github.com/sashabaranov/go-openai"
)

// Quirks are parameters that a server or a model does not take.
type quirks struct {
	noTemperature bool
	noSeed        bool
	noUsage       bool // stream_options
	maxCompletion bool // max_completion_tokens in place of max_tokens
	noMax         bool // neither of them
}

func (a *Answerer) known() quirks {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.quirks
}

// learn reports whether an error names a parameter that was sent with had and can be
// left out, and leaves it out from now on.
func (a *Answerer) learn(err error, had quirks) bool {
	now := had
	switch status, text := statusOf(err); {
	case errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated):
		now.maxCompletion = true
	case errors.Is(err, openai.ErrReasoningModelLimitationsOther), errors.Is(err, openai.ErrReasoningSamplingUnsupported):
		now.noTemperature = true
	case status == http.StatusBadRequest || status == http.StatusUnprocessableEntity:
		now.without(parameter(err) + " " + text)
	}
	if now == had {
		return false
	}
	a.lg.Info("the language model's server does not take a parameter, which is left out from now on", "model", a.opts.Model,
		"temperature", !now.noTemperature, "seed", !now.noSeed, "stream_options", !now.noUsage, "max_tokens", !now.noMax && !now.maxCompletion)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.quirks = now
	return true
}

// parameter is the one that an error of the API names; empty where it names none.
func parameter(err error) string {
	var api *openai.APIError
	if errors.As(err, &api) && api.Param != nil {
		return *api.Param
	}
	return ""
}

// without leaves out the first parameter, of those that are sent, that text names.
func (q *quirks) without(text string) {
	text = strings.ToLower(text)
	names := func(name string) bool { return strings.Contains(text, name) }
	switch {
	case !q.noUsage && (names("stream_options") || names("include_usage")):
		q.noUsage = true
	case !q.noMax && !q.maxCompletion && (names("max_tokens") || names("max_completion_tokens")):
		q.maxCompletion = true
	case !q.noMax && q.maxCompletion && names("max_completion_tokens"):
		q.noMax = true
	case !q.noTemperature && names("temperature"):
		q.noTemperature = true
	case !q.noSeed && names("seed"):
		q.noSeed = true
	}
}
