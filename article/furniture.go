package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/internal/timex"
)

// A page copied into a file brings its furniture along. Furniture is told in two
// ways: by what a line says (patterns, sure) and by its shape and place (a
// headline, a subheading, headlines of other stories after the end).

// A shape is what the rules look at in a line.
type shape struct {
	text  string // trimmed of white space and of the bullet or number of a list
	words int
	ends  bool // ends like a sentence
	glued bool // touches the line before or after, no blank line between
}

// sentenceWords is the number of words from which on a line counts as running
// text even where it does not end like a sentence.
const sentenceWords = 25

var listMark = regexp.MustCompile(`^\s*(?:\d{1,2}[.)]\s+|[-*+•·]\s+)`)

func shapeOf(line string) shape {
	text := strings.TrimFunc(line, unseen)
	bare := strings.TrimFunc(listMark.ReplaceAllString(text, ""), unseen)
	return shape{text: bare, words: len(strings.Fields(bare)), ends: endsSentence(bare)}
}

// running reports whether the line reads as running text by its shape alone.
func (s shape) running() bool { return s.ends && s.words >= 2 || s.words >= sentenceWords }

// A pattern is a way in which pages mark a line of a kind. Lines of more than
// most words are running text that only begins alike.
type pattern struct {
	kind  Kind
	most  int
	re    *regexp.Regexp
	hints []string // lower-case; a line without any of them cannot fit. None: any line may. They only save time.
}

// patterns are tried in order; the first that fits decides.
var patterns = []pattern{
	{Update, 60, regexp.MustCompile(`(?i)^(?:(?:last )?updated?|corrections?(?: and clarifications?)?|clarification|amended|editor['’]s note|edited to (?:add|correct))(?:\s*[:–—-]|,?\s*(?:on\b|at\b|\d|(?:` + timex.MonthNames + `)\b))`), nil},
	{Update, 60, regexp.MustCompile(`(?i)^\W*(?:this|an earlier version of this|a previous version of this) (?:story|article|post|piece|report|page|headline)(?:['’]s headline)? (?:was|has been|is being|incorrectly|misstated|originally)\b`), nil},
	{Menu, 14, regexp.MustCompile(`(?i)^(?:skip|jump|go|back) (?:to|next)\b.*(?:content|menu|navigation|sites?|search|section|main|top|home(?:page)?|footer|article|accessibility help)\b`), nil},
	{Menu, 1, regexp.MustCompile(`(?i)^(?:https?://|www\.)\S+$`), nil},
	{Menu, 12, regexp.MustCompile(`(?i)^(?:list (?:of \d+ items|\d+ of \d+\b.*)|end of (?:list|.{3,30}promotion)|after newsletter promotion|loading(?:\.\.\.|…)|privacy notice:?.*|click here to .*)$`), nil},
	{Menu, 12, regexp.MustCompile(`(?i)^skip (?:to|next|past|ad|newsletter)\b`), nil},
	{Menu, 8, regexp.MustCompile(`(?i)^(?:menu|home|homepage|sign in|log ?in|register|search|navigation|sections?|close|open menu|show more|load more|view all|see all|print(?: this)?|save|bookmark|copy link|email(?: this)?|share|share (?:this|on|via|full|page|article).*|tweet|facebook|twitter|x|whatsapp|linkedin|instagram|youtube|telegram|reddit|e-?mail|comments?(?: \(?\d+\)?)?|\(?\d+\)? comments?|leave a comment|view comments|live tv|edition|my account|accessibility.*|cookie (?:policy|settings)|privacy(?: policy)?|terms(?: of (?:use|service))?|contact(?: us)?|about(?: us)?|help|faq|jobs|advertis(?:e|ing)(?: with us)?|a-z|rss)[.:]?$`), nil},
	{Video, 3, regexp.MustCompile(`^(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d{2})?$`), nil},
	{Video, 30, regexp.MustCompile(`(?i)^(?:this|your) browser (?:does not|doesn['’]t|cannot|can['’]t)|^to view this video|^(?:media|video|audio) (?:playback )?(?:is )?(?:un(?:available|supported)|caption|duration|source)|^to play this (?:video|audio)|javascript.*(?:disabled|enable|required)`), []string{"browser", "javascript", "media", "video", "audio"}},
	{Video, 14, regexp.MustCompile(`(?i)^(?:(?:watch|video|listen|audio|play|podcast)\s*(?:[:|–—-]\s*\S.*|now\b|live\b|$)|(?:watch|listen to|play) (?:this|the|our|more|again|full)\b[^.,]*|listen\W*\(?\d+ ?min.*|\d+[ -]min(?:ute)?s?\.? (?:read|listen|watch).*|(?:reading|listening|read|listen) time\b.*|now playing.*)$`), nil},
	{Promotion, 6, regexp.MustCompile(`(?i)^(?:advertisement|advertisment|ad|sponsored(?: content)?|promoted(?: content)?|paid (?:content|post)|story continues below.*|article continues .*|continue reading.*|ad feedback)$`), nil},
	{Promotion, 60, regexp.MustCompile(`(?i)^(?:subscribe|sign up|get|join|follow|download|register|don['’]t miss|support|donate|become|click|tap|stay|like|receive|start|find|have|do you have|help|try|enjoy|keep up|love|want|never miss|check out|our|the|read|hear)\b.*\b(?:newsletters?|inbox|podcasts?|(?:the|our) app|app store|google play|push (?:alerts|notifications)|breaking news alerts|(?:on|us on|via) (?:facebook|twitter|x|instagram|tiktok|telegram|whatsapp|bluesky|threads|youtube|linkedin|google news)|subscriptions?|subscribers?|membership|our (?:journalism|reporting|channel|coverage)|free trial|a news tip|email us|premium)\b`), nil},
	{Promotion, 40, regexp.MustCompile(`(?i)^(?:free |our |the |a )?(?:\w+ )?newsletters?\b|^you have [\d.]+ ?% of this article|\b(?:rest|article) is (?:only )?(?:for|reserved for) subscribers\b|^privacy notice:|\bsign up (?:here|now|today|for free)\b|\bhandled in accordance with\b|\bsubscribe to (?:our|the) (?:\w+ )?newsletters?\b|\bin your inbox\b|^follow (?:him|her|them) on\b`), []string{"newsletter", "sign up", "inbox", "privacy notice", "% of this article", "subscri", "follow h", "follow t", "handled in"}},
	{Promotion, 12, regexp.MustCompile(`(?i)^(?:subscribe|sign up|follow us|follow \S+(?: \S+)? on|donate|support (?:us|our)|get (?:the )?(?:latest|e-?paper)|the latest (?:on|from|in)|latest (?:on|from))\b[^.]*$`), nil},
	{Caption, 60, regexp.MustCompile(`(?i)(?:^|[\s(\[\]a-z.”"])(?:image|photo|picture|pic|foto|photograph|credit|bild|illustration|graphic|video)s?(?: (?:source|credit|caption|by))?\s*[:|©][ \x{00a0}]*\S`), []string{":", "|", "©"}},
	{Caption, 60, regexp.MustCompile(`(?i)^(?:image|photo|picture|video|media)s? (?:source|credits?|captions?)\b|^file(?: photo)?\s*[-–—:]|^(?:caption|photo(?:graph)?s? (?:by|courtesy)|courtesy of|enlarge this image|toggle caption|hide caption|view image in fullscreen|getty images)\b`), nil},
	{Caption, 60, regexp.MustCompile(`(?i)(?:\bgetty(?: images)?|/(?:afp|ap|reuters|epa|efe|dpa|pa|rex|shutterstock|nyt|alamy|bloomberg)|\b(?:ap|afp|reuters|epa|file|handout|pool|courtesy)[ -](?:photo|pic|image|picture)s?\b[^.]*|\b\p{Lu}{2,}(?: \p{Lu}{2,})+ ?/ ?\p{Lu}{2,}(?: \p{Lu}+)*|[\[(](?:photo|image|picture|file|courtesy|photograph|credit)\b[^)\]]*)[)\]]?\.?$`), []string{"/", "photo", "image", "pic", "getty", "file", "courtesy", "credit", "handout", "pool"}},
	{Credit, 14, regexp.MustCompile(`^[\p{Ll}]{2,4}(?:/[\p{Ll}]{2,4})+\s*(?:\([^()]+\))?$`), nil},
	{Credit, 12, regexp.MustCompile(`^\((?:[\w.' ]+, ?)*(?:AFP|AP|Reuters|dpa|DPA|EFE|ANSA|Xinhua|TASS|Interfax|PA|UPI|Bloomberg|with [^()]+|[A-Z]{2,6})(?:[ ,;/][^()]*)?\)$`), nil},
	{Credit, 45, regexp.MustCompile(`(?i)^(?:(?:additional |with )?(?:reporting|writing|editing|edited|compiled|translated|translation|written|text) by\b|editing:|sources?:\s*\S+|with (?:files|reporting|material|information|input) (?:from|by)\b|(?:the )?associated press (?:writer|journalist|reporter)s?\b|agenc(?:y|ies)\b.{0,40}$|copyright (?:©|\(c\)|\d{4}|by\b)|©|\(c\) ?\d{4}|\d{4} ©|all rights reserved)`), nil},
	{Credit, 40, regexp.MustCompile(`(?i)\ball rights reserved\b|\bcontributed to this (?:report|story|article)\b`), []string{"rights", "contributed"}},
	{Credit, 14, regexp.MustCompile(`^(?:By|BY|Von|Par|Por|Words by|Story by|Analysis by|Report by) (?:\p{Lu}|the )[^!?;:]*[^.!?;:]$`), nil},
	{Related, 30, regexp.MustCompile(`(?i)^(?:read|see|watch|view|hear) (?:more|also|next|too)\b(?:\s*[:–—-]|\s*$|[^.]*$)|^(?:also (?:read|in the news|on)|related|recommended|more (?:on|from|in|about|like|stories|news|coverage)|most (?:read|popular|viewed|shared|watched|commented)|top stor(?:y|ies)|trending|popular|latest (?:news|stories|headlines)|you (?:may|might) (?:also )?(?:like|be interested)|editor['’]?s['’]? picks?|in (?:other|case you missed)|up next|next (?:up|article|story)|previous (?:article|story)|further reading|explore more|keep reading|around the web|from the web|what to read next|tags?\s*:|topics?\s*:?$|filed under|related topics)\b[^.]*$`), nil},
	{Menu, 16, regexp.MustCompile(`^[^.!?]{2,40}(?: *[>›»→|•·] *[^.!?>›»|]{2,40}){1,6}$`), []string{">", "›", "»", "→", "|", "•", "·"}},
}

// kindBySaying returns the kind of a line that says what it is, Body for any other.
func kindBySaying(s shape) Kind {
	if dateLine(s) {
		return DateLine
	}
	if s.words > mostSaying {
		return Body
	}
	lower := strings.ToLower(s.text)
	for _, p := range patterns {
		if s.words <= p.most && hinted(lower, p.hints) && p.re.MatchString(s.text) {
			return p.kind
		}
	}
	return Body
}

// mostSaying is the greatest number of words of any pattern.
const mostSaying = 60

func hinted(lower string, hints []string) bool {
	for _, h := range hints {
		if strings.Contains(lower, h) {
			return true
		}
	}
	return len(hints) == 0
}

var (
	datePrefix  = regexp.MustCompile(`(?i)^(?:first )?(?:published|posted|publicado|date|issued|released|created|modified|updated?|last (?:updated|modified)|on|at|by|am|pm)?[ \x{00a0}:,|–—-]*`)
	timeOfDay   = regexp.MustCompile(`(?i)\b\d+ ?(?:minutes?|hours?|days?|[hmd]) ago|\bgmt[+-]\d+|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\b|\b\d{1,2} ?(?:a\.?m\.?|p\.?m\.?)|\b(?:a\.?m|p\.?m|[ecmp][sd]?t|gmt|utc|bst|cest|cet|ist|wat|eat|sast|jst|aest|edt|est|z)\b\.?|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|satur?|sun)(?:day)?\b|\b(?:at|on|local time|published|posted|updated|last|first|[+-]\d{2}:?\d{2})\b`)
	stamped     = regexp.MustCompile(`(?i)^(?:first )?(?:published|posted|updated|last updated|issued)\b`)
	placeOfDate = regexp.MustCompile(`^\p{Lu}[\p{Lu} .'’-]+,? *(?:\([^)]*\))?,? *$|^\p{Lu}[\p{Lu} .'’-]{2,30}, `)
	ago         = regexp.MustCompile(`(?i)^(?:(?:published|posted|updated)[: ]*)?(?:\d+|an?|one) ?(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?) ago$`)
)

// dateLine reports whether the line holds a date and nothing else of weight.
func dateLine(s shape) bool {
	if s.words > 24 {
		return false
	}
	if ago.MatchString(s.text) {
		return true
	}
	_, start, end := dateIn(s.text)
	if end == 0 { // a date that cannot be told, such as 03/04/2031, is no title either
		return stamped.MatchString(s.text) && !s.ends && s.words <= 4 && strings.ContainsAny(s.text, "0123456789")
	}
	if stamped.MatchString(s.text) && !s.ends {
		return true
	}
	rest := s.text[:start] + " " + s.text[end:]
	if _, a, b := dateIn(rest); b > 0 { // "Published … Updated …"
		rest = rest[:a] + " " + rest[b:]
	}
	rest = placeOfDate.ReplaceAllString(rest, " ")
	rest = timeOfDay.ReplaceAllString(datePrefix.ReplaceAllString(strings.TrimSpace(rest), ""), " ")
	for _, r := range rest {
		if unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// gluedCase reports whether a lower-case letter runs into an upper-case one, as
// where a page's kicker lost its line break: PoliticsNiger.
func gluedCase(s string) bool {
	prev := ' '
	for _, r := range s {
		if unicode.IsUpper(r) && unicode.IsLower(prev) {
			return true
		}
		prev = r
	}
	return false
}

// quoted reports whether s begins with an opening quotation mark: somebody speaks, it is no heading.
func quoted(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("“\"«„‘'", r)
}
