package openaitest

import (
	"net/http"
	"strings"
)

// broken is the message of an error in the middle of an answer.
const broken = "The server had an error while processing your request."

// finish is the finish_reason.
func (r *Reply) finish() any {
	switch r.FinishReason {
	case "":
		return "stop"
	case "null":
		return nil
	}
	return r.FinishReason
}

// text is everything that the model says.
func (r *Reply) text() string {
	if r.Chunks != nil {
		return strings.Join(r.Chunks, "")
	}
	return r.Text
}

// usage is what is told of tokens.
func (c *call) usage(rep Reply) object {
	u := rep.Usage
	if u == (Usage{}) {
		u.Prompt = len(strings.Fields(c.in.Prompt()))
		u.Completion = len(strings.Fields(rep.Reasoning)) + len(strings.Fields(rep.Refusal)) + len(strings.Fields(rep.text()))
	}
	return object{"prompt_tokens": u.Prompt, "completion_tokens": u.Completion, "total_tokens": u.Prompt + u.Completion}
}

// answer is the frame of an answer or of a piece of it.
func (c *call) answer(kind string, choices ...object) object {
	if choices == nil {
		choices = []object{} // null would be another lie
	}
	return object{
		"id": "chatcmpl-test", "object": kind, "created": c.in.Time.Unix(), "model": c.in.Model,
		"system_fingerprint": "fp_test", "choices": choices,
	}
}

// completion is the whole answer in one.
func (c *call) completion(rep Reply) object {
	o := c.answer("chat.completion")
	if !rep.Empty {
		o["choices"] = []object{{"index": 0, "message": rep.message(), "logprobs": nil, "finish_reason": rep.finish()}}
	}
	if !rep.NoUsage {
		o["usage"] = c.usage(rep)
	}
	return o
}

func (r *Reply) message() object {
	m := object{"role": "assistant", "content": r.text(), "refusal": nil}
	if r.Refusal != "" {
		m["refusal"] = r.Refusal
		if r.text() == "" {
			m["content"] = nil
		}
	}
	if r.Reasoning != "" {
		m["reasoning_content"] = r.Reasoning
	}
	return m
}

// stream answers in events.
func (c *call) stream(rep Reply) {
	c.w.Header().Set("Cache-Control", "no-cache")
	c.head(http.StatusOK, "text/event-stream; charset=utf-8", rep.Header)
	if !rep.Empty {
		c.chunk(rep, object{"role": "assistant", "content": ""}, nil)
	}
	if !c.streamPieces(rep) {
		return
	}
	if rep.Empty {
		c.event(c.framed(rep, c.answer(chunkKind)))
	} else {
		c.chunk(rep, object{}, rep.finish())
	}
	if c.in.IncludeUsage && !rep.NoUsage {
		o := c.answer(chunkKind)
		o["usage"] = c.usage(rep)
		c.event(o)
	}
	c.write("data: [DONE]\n\n")
}

// streamPieces sends the pieces and tells whether the answer goes on after them.
func (c *call) streamPieces(rep Reply) bool {
	var pieces []object
	if !rep.Empty {
		pieces = rep.deltas()
	}
	how, after := rep.breach(len(pieces))
	for i, delta := range pieces {
		if how != sound && i == after {
			break
		}
		if i > 0 {
			c.wait(rep.Delay)
		}
		c.chunk(rep, delta, nil)
		c.mark(func(r *Request) { r.Pieces++ })
	}
	if how == fails {
		c.event(object{"error": openaiError(failure{status: http.StatusInternalServerError, message: broken})})
	}
	c.breakOff(how)
	return how == sound
}

const chunkKind = "chat.completion.chunk"

func (c *call) chunk(rep Reply, delta object, finish any) {
	c.event(c.framed(rep, c.answer(chunkKind, object{"index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish})))
}

// framed adds what a chunk tells of tokens before the end: null, where they were
// asked for.
func (c *call) framed(rep Reply, o object) object {
	if c.in.IncludeUsage && !rep.NoUsage {
		o["usage"] = nil
	}
	return o
}

func (c *call) event(o object) { c.write("data: " + encode(o) + "\n\n") }
