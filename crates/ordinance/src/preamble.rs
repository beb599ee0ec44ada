//! What stands above § 1: number, day and title; and the repeal and entry into force below.

use jiff::civil::Date;

use crate::tree::Paragraph;
use crate::{ParseErrorKind, Repeal};

/// Number, day and title of the ordinance.
#[derive(Debug)]
pub(crate) struct Preamble {
    pub(crate) number: String,
    pub(crate) date: Date,
    pub(crate) title: String,
}

/// # Errors
/// When one of the three is not there.
pub(crate) fn read(words: &[&str]) -> Result<Preamble, ParseErrorKind> {
    let (number, after) = number(words).ok_or(ParseErrorKind::NoNumber)?;
    let rest = &words[after..];
    let subject = find(rest, &["w", "sprawie"]).ok_or(ParseErrorKind::NoTitle)?;
    // The legal basis below the title names the days of other acts.
    let date = date(&rest[..subject]).ok_or(ParseErrorKind::NoDate)?;
    let title = &rest[subject..];
    let end = find(title, &["na", "podstawie"])
        .or_else(|| find(title, &["zarządza", "się"]))
        .unwrap_or(title.len());
    if end <= 2 {
        return Err(ParseErrorKind::NoTitle);
    }
    Ok(Preamble {
        number,
        date,
        title: title[..end].join(" "),
    })
}

/// What the ordinance repeals: `Traci moc zarządzenie nr 2667/2021 … z dnia 23 września 2021 r.`
///
/// # Errors
/// When a paragraph repeals something that is not an ordinance with number and day.
pub(crate) fn repeal(paragraphs: &[Paragraph]) -> Result<Option<Repeal>, (usize, ParseErrorKind)> {
    for passage in paragraphs.iter().flat_map(Paragraph::passages) {
        let text = passage.wording.text.to_lowercase();
        if !text.starts_with("traci moc") && !text.starts_with("tracą moc") {
            continue;
        }
        let words: Vec<&str> = passage.wording.text.split(' ').collect();
        return number(&words)
            .and_then(|(number, after)| {
                let date = date(&words[after..])?;
                Some(Some(Repeal { number, date }))
            })
            .ok_or((
                passage.wording.line,
                ParseErrorKind::UnclearRepeal(passage.reference),
            ));
    }
    Ok(None)
}

/// The day named in the closing paragraph, or that of signing (`z dniem podpisania`).
pub(crate) fn in_force_from(paragraphs: &[Paragraph], signed: Date) -> Option<Date> {
    let text = &paragraphs.last()?.passages().last()?.wording.text.clone();
    let words: Vec<&str> = text.split(' ').collect();
    let after = find(&words, &["z", "dniem"])? + 2;
    match words.get(after)?.trim_end_matches(['.', ',']) {
        "podpisania" => Some(signed),
        _ => day(&words[after..]),
    }
}

/// The number after `zarządzenie nr`, and the place of the word that follows it.
fn number(words: &[&str]) -> Option<(String, usize)> {
    words.windows(3).zip(3..).find_map(|(window, after)| {
        let first = window[0].to_lowercase();
        let second = window[1].to_lowercase();
        let number = window[2].trim_end_matches([',', ';', '.']);
        let (serial, year) = number.split_once('/')?;
        let figures = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
            lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        (first.starts_with("zarządzeni")
            && second.trim_end_matches('.') == "nr"
            && figures(serial, 1..=6)
            && figures(year, 4..=4))
        .then(|| (number.to_owned(), after))
    })
}

/// The first day written as `z dnia 23 czerwca 2022`.
fn date(words: &[&str]) -> Option<Date> {
    let at = find(words, &["z", "dnia"])?;
    day(&words[at + 2..])
}

/// The words begin with a day: `23 czerwca 2022`.
fn day(words: &[&str]) -> Option<Date> {
    let [day, month, year, ..] = words else {
        return None;
    };
    let month = MONTHS
        .iter()
        .zip(1..)
        .find_map(|(name, number)| (month.to_lowercase() == *name).then_some(number))?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Where the words follow one another, whatever their case.
fn find(words: &[&str], wanted: &[&str]) -> Option<usize> {
    words.windows(wanted.len()).position(|window| {
        window
            .iter()
            .zip(wanted)
            .all(|(word, wanted)| word.to_lowercase() == *wanted)
    })
}

const MONTHS: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];
