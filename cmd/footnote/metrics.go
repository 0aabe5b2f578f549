package main

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"footnote/bot"
)

// Metrics are what Prometheus may ask of a service. No label is text that somebody
// wrote: each has few values.
type metrics struct {
	*prometheus.Registry
	events   *prometheus.CounterVec
	took     *prometheus.HistogramVec
	requests *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		Registry: prometheus.NewRegistry(),
		events: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "footnote_events_total", Help: "What happened to questions: answered, apologised, refused, unsent; of which command, or why.",
		}, []string{"event", "detail"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "footnote_answer_seconds", Help: "How long answers took, without acknowledging and sending.",
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10, 30, 90, 300},
		}, []string{"command"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "footnote_discord_request_seconds", Help: "Requests to Discord, each try, without waiting for limits; status 0: the connection was cut.",
			Buckets: []float64{.03, .1, .3, 1, 3, 10, 30},
		}, []string{"route", "status"}),
	}
	m.MustRegister(m.events, m.took, m.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) observe(e bot.Event) {
	m.events.WithLabelValues(e.Name, e.Detail).Inc()
	if e.Took > 0 {
		m.took.WithLabelValues(e.Detail).Observe(e.Took.Seconds())
	}
}

func (m *metrics) observeRequest(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// watch adds what is asked of the bot and the stories when Prometheus asks.
func (m *metrics) watch(b *bot.Bot, stories liveStories) {
	gauge := func(name, help string, labels prometheus.Labels, value func() float64) {
		m.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, value))
	}
	gauge("footnote_gateway_ready", "1 while events come from Discord's gateway.", nil, func() float64 {
		if _, ready := b.Heard(); ready {
			return 1
		}
		return 0
	})
	gauge("footnote_gateway_reconnects", "Connections to the gateway after the first.", nil, func() float64 { return float64(b.Figures().Reconnects) })
	gauge("footnote_gateway_dropped", "Messages of the gateway that made no sense.", nil, func() float64 { return float64(b.Figures().Dropped) })
	gauge("footnote_discord_refused", "Requests that Discord refused in the last 10 minutes; it bars an address at 10,000.", nil,
		func() float64 { return float64(b.Figures().Refused) })
	gauge("footnote_commands_running", "Commands at work, those included whose time is over and that do not end.", nil,
		func() float64 { return float64(b.Figures().Running) })
	for _, s := range stories {
		labels := prometheus.Labels{"story": s.label}
		gauge("footnote_articles", "Articles of a story.", labels, func() float64 { return float64(len(s.living.View().Articles)) })
		gauge("footnote_looked_timestamp_seconds", "When a story's folder was last read.", labels, func() float64 {
			last, _ := s.living.LastLook()
			return float64(last.Unix())
		})
	}
}
