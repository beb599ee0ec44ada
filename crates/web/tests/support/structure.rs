//! What every page must be for people who cannot see it, checked on each page that any test of the pages gets.
//!
//! Needs no browser: it reads the tags. `tests/accessibility.rs` of the workspace looks at the rendered pages.

use std::collections::HashSet;

/// Ends the test when a page of the desk is not in order; other answers (files, JSON, redirections) pass.
#[track_caller]
pub(crate) fn check(html: &str) {
    let faults = faults(html);
    assert!(faults.is_empty(), "{}\n{html}", faults.join("\n"));
}

/// What is wrong with the structure of a page, one line each.
fn faults(html: &str) -> Vec<String> {
    // A letter is a page of its own kind, and shown in a frame.
    if !html.starts_with("<!doctype html>") || !html.contains("<main ") {
        return Vec::new();
    }
    let tags = tags(html);
    let mut faults = Vec::new();
    if !tags
        .iter()
        .any(|tag| tag.name == "html" && (tag.is("lang", "pl") || tag.is("lang", "en")))
    {
        faults.push("the page does not say its language".to_owned());
    }
    // A chart has a title of its own.
    let head = tags.iter().position(|tag| tag.name == "body").unwrap_or(0);
    for (name, part) in [
        ("h1", &tags[..]),
        ("main", &tags[..]),
        ("title", &tags[..head]),
    ] {
        let count = part.iter().filter(|tag| tag.name == name).count();
        if count != 1 {
            faults.push(format!("{count} × <{name}>"));
        }
    }
    headings(&tags, &mut faults);
    let ids = ids(&tags, &mut faults);
    references(&tags, &ids, &mut faults);
    controls(&tags, &mut faults);
    faults
}

/// No level is jumped over on the way down.
fn headings(tags: &[Tag<'_>], faults: &mut Vec<String>) {
    let mut above = 0;
    for level in tags.iter().filter_map(|tag| match tag.name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        _ => None,
    }) {
        // Before the page's own heading a summary of faults or a notice may have one of the second level.
        if level > above + 1 && above > 0 {
            faults.push(format!("<h{level}> after <h{above}>"));
        }
        above = level;
    }
}

/// Each id once.
fn ids<'a>(tags: &[Tag<'a>], faults: &mut Vec<String>) -> HashSet<&'a str> {
    let mut ids = HashSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if !ids.insert(id) {
            faults.push(format!("two elements with the id {id}"));
        }
    }
    ids
}

/// What labels, hints, faults and links within the page point at is there.
fn references(tags: &[Tag<'_>], ids: &HashSet<&str>, faults: &mut Vec<String>) {
    for tag in tags {
        let named = ["aria-labelledby", "aria-describedby", "for"]
            .iter()
            .filter_map(|name| tag.get(name))
            .flat_map(str::split_whitespace);
        let linked = tag.get("href").and_then(|to| to.strip_prefix('#'));
        for id in named.chain(linked) {
            if !ids.contains(id) {
                faults.push(format!("<{} {}> points at no {id}", tag.name, tag.rest));
            }
        }
    }
}

/// Each control has a label, each group a legend, each table a caption and heads, each image its words.
fn controls(tags: &[Tag<'_>], faults: &mut Vec<String>) {
    let labelled: HashSet<&str> = tags
        .iter()
        .filter(|tag| tag.name == "label")
        .filter_map(|tag| tag.get("for"))
        .collect();
    let mut in_label = false;
    for (at, tag) in tags.iter().enumerate() {
        let next = |name: &str| tags.get(at + 1).is_some_and(|next| next.name == name);
        let sound = match tag.name {
            "label" => {
                in_label = true;
                true
            }
            "/label" => {
                in_label = false;
                true
            }
            "input" if tag.is("type", "hidden") => true,
            "input" | "select" | "textarea" => {
                in_label
                    || tag.get("aria-label").is_some()
                    || tag.get("id").is_some_and(|id| labelled.contains(id))
            }
            "fieldset" => next("legend"),
            "table" => next("caption"),
            "th" => tag.get("scope").is_some(),
            "img" => tag.get("alt").is_some(),
            "iframe" => tag.get("title").is_some(),
            "nav" => tag.get("aria-label").is_some(),
            _ => true,
        };
        if !sound {
            faults.push(format!("<{} {}> has no name", tag.name, tag.rest));
        }
    }
}

/// A tag: `name` with the slash of an end tag, and its attributes as they stand.
#[derive(Clone, Copy)]
struct Tag<'a> {
    name: &'a str,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute. The templates write all values in double quotes and escape what they insert.
    fn get(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.rest;
        while let Some((before, after)) = rest.split_once("=\"") {
            let (value, more) = after.split_once('"')?;
            if before.split_whitespace().next_back() == Some(name) {
                return Some(value);
            }
            rest = more;
        }
        None
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// The tags of a page, in order.
fn tags(html: &str) -> Vec<Tag<'_>> {
    html.split('<')
        .skip(1)
        .filter_map(|piece| piece.split_once('>'))
        .map(|(tag, _)| {
            let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            Tag { name, rest }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::faults;

    fn page(body: &str) -> String {
        format!(
            "<!doctype html><html lang=\"pl\"><head><title>t</title></head><body><main id=\"m\">{body}</main></body></html>"
        )
    }

    #[test]
    fn a_page_in_order_has_no_fault() {
        let sound = page(
            "<h1>a</h1><h2>b</h2><label for=\"x\">c</label><input id=\"x\" name=\"x\"><a href=\"#m\">d</a>",
        );
        assert_eq!(faults(&sound), Vec::<String>::new());
    }

    #[test]
    fn each_fault_is_seen() {
        for (body, said) in [
            ("<h2>a</h2>", "0 × <h1>"),
            ("<h1>a</h1><h1>b</h1>", "2 × <h1>"),
            ("<h1>a</h1><h3>b</h3>", "<h3> after <h1>"),
            ("<h1 id=\"m\">a</h1>", "two elements with the id m"),
            (
                "<h1>a</h1><input name=\"x\">",
                "<input name=\"x\"> has no name",
            ),
            (
                "<h1>a</h1><fieldset><p>b</p></fieldset>",
                "<fieldset > has no name",
            ),
            ("<h1>a</h1><table><tr></tr></table>", "<table > has no name"),
            (
                "<h1>a</h1><a href=\"#x\">b</a>",
                "<a href=\"#x\"> points at no x",
            ),
            (
                "<h1>a</h1><p aria-describedby=\"m x\">b</p>",
                "<p aria-describedby=\"m x\"> points at no x",
            ),
        ] {
            assert_eq!(faults(&page(body)), [said], "{body}");
        }
        let nameless = page("<h1>a</h1>").replace(" lang=\"pl\"", "");
        assert_eq!(faults(&nameless), ["the page does not say its language"]);
    }
}
