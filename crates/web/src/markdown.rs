//! Markdown of articles as HTML that can do no harm: no HTML of the author's own, no pictures from elsewhere, links only
//! to pages, mail and telephones.

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// A text is given up beyond so many nested parts.
const DEEPEST: usize = 40;

/// `text` as HTML. Headings begin at the second level, since the page has a first one, and leave no level out,
/// whatever their author wrote.
pub(crate) fn html(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut depth = 0_usize;
    let mut outline = Outline::default();
    let events = Parser::new_ext(text, options).filter_map(move |event| {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_start = matches!(event, Event::Start(_));
        let level = depth + usize::from(!is_start);
        // What stands too deep keeps its words and loses its shape.
        match event {
            Event::Start(_) | Event::End(_) if level > DEEPEST => None,
            event => harmless(event, &mut outline),
        }
    });
    let mut out = String::with_capacity(text.len() * 2);
    html::push_html(&mut out, events);
    out
}

/// The headings above the place that is read, as their author wrote them.
#[derive(Default)]
struct Outline(Vec<HeadingLevel>);

impl Outline {
    /// A heading begins.
    fn begins(&mut self, level: HeadingLevel) -> HeadingLevel {
        while self.0.last().is_some_and(|last| *last >= level) {
            self.0.pop();
        }
        self.0.push(level);
        self.shown()
    }

    /// The level on the page of the heading that began last.
    fn shown(&self) -> HeadingLevel {
        match self.0.len() {
            0 | 1 => HeadingLevel::H2,
            2 => HeadingLevel::H3,
            3 => HeadingLevel::H4,
            4 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }
}

fn harmless<'a>(event: Event<'a>, outline: &mut Outline) -> Option<Event<'a>> {
    Some(match event {
        Event::Html(own) | Event::InlineHtml(own) => Event::Text(own),
        // A picture is its words and, for whoever wants it, nothing more.
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
        | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => return None,
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: outline.begins(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(outline.shown())),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => Event::Start(Tag::Link {
            dest_url: target(link_type, dest_url),
            link_type,
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }),
        other => other,
    })
}

/// Where a link may lead; `#` for anywhere else.
fn target(kind: LinkType, address: CowStr<'_>) -> CowStr<'_> {
    if kind == LinkType::Email {
        return address;
    }
    let lower = address.trim_start().to_ascii_lowercase();
    let is_page = ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    // One slash: a page of this program; two would be another host.
    let is_own = lower.starts_with('/') && !lower.starts_with("//") && !lower.starts_with("/\\");
    if is_page || is_own || lower.starts_with('#') {
        address
    } else {
        CowStr::Borrowed("#")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_article_has_headings_lists_and_links() {
        let shown = html(
            "# Krok 1\n\n1. **Papier**\n2. [Strona](https://example.org)\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        );
        for part in [
            "<h2>Krok 1</h2>",
            "<strong>Papier</strong>",
            "<a href=\"https://example.org\">Strona</a>",
            "<td>2</td>",
        ] {
            assert!(shown.contains(part), "{shown}");
        }
    }

    #[test]
    fn headings_begin_below_the_page_and_leave_no_level_out() {
        let levels = |text: &str| -> String {
            let shown = html(text);
            let starts = shown
                .match_indices("<h")
                .map(|(at, _)| &shown[at + 2..at + 3]);
            let ends = shown
                .match_indices("</h")
                .map(|(at, _)| &shown[at + 3..at + 4]);
            assert!(starts.clone().eq(ends), "{shown}");
            starts.collect()
        };
        assert_eq!(levels("## a\n\n## b"), "22");
        assert_eq!(levels("# a\n\n### b\n\n## c\n\n#### d\n\n# e"), "23342");
        assert_eq!(levels("### a\n\n# b"), "22");
        assert_eq!(
            levels("# a\n## b\n### c\n#### d\n##### e\n###### f"),
            "234566"
        );
    }

    /// Nothing that runs, loads or leads to what runs.
    fn assert_harmless(shown: &str) {
        let lower = shown.to_ascii_lowercase();
        for tag in lower.split('<').skip(1) {
            let name: String = tag
                .trim_start_matches('/')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let known = [
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "p",
                "ul",
                "ol",
                "li",
                "a",
                "em",
                "strong",
                "del",
                "code",
                "pre",
                "blockquote",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "hr",
                "br",
            ];
            assert!(known.contains(&name.as_str()), "<{tag} in {shown}");
            let inside = tag.split('>').next().unwrap_or_default();
            if let Some(address) = inside.split("href=\"").nth(1) {
                let fine = ["https://", "http://", "mailto:", "tel:", "#", "/"];
                assert!(
                    fine.iter().any(|start| address.starts_with(start)),
                    "{shown}"
                );
                assert!(!address.starts_with("//"), "{shown}");
            }
            assert!(!inside.contains(" on"), "{shown}");
        }
    }

    #[test]
    fn attack_08_nothing_in_an_article_runs() {
        for nasty in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://elsewhere.example/track.png)",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](\tjavascript:alert(1))",
            "[x](data:text/html;base64,AAAA)",
            "[x](//elsewhere.example)",
            "[x](vbscript:x)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "# a {onclick=alert(1)}",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[a](https://x.example \"\\\" onmouseover=\\\"alert(1)\")",
            "```\"><script>\n<b>\n```",
            "<div\nonclick=1>\n\ntext\n\n</div>",
        ] {
            let shown = html(nasty);
            assert_harmless(&shown);
            assert!(!shown.contains("elsewhere.example/track"), "{shown}");
        }
    }

    #[test]
    fn attack_15_nesting_without_end_is_cut() {
        let deep = format!("{}słowo", "> ".repeat(20_000));
        let shown = html(&deep);
        assert!(shown.matches("<blockquote>").count() <= DEEPEST);
        assert_eq!(
            shown.matches("<blockquote>").count(),
            shown.matches("</blockquote>").count()
        );
    }

    proptest! {
        #[test]
        fn whatever_is_written_does_no_harm(
            text in "([\\[\\]()<>!#*_`\"'=:/ \n|&;-]|javascript:|on|script|href|src|a|data:|\\\\){0,60}"
        ) {
            assert_harmless(&html(&text));
        }
    }
}
