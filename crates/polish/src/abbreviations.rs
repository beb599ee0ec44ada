//! Short forms of office Polish, written out.

/// Folded short forms and the folded word each stands for, in order of the short form.
///
/// Only forms that are no words themselves: `druk`, `kom` or `zal` could be meant as they stand.
const SHORT_FORMS: [(&str, &str); 61] = [
    ("aktual", "aktualizacja"),
    ("apce", "aplikacja"),
    ("apek", "aplikacja"),
    ("apka", "aplikacja"),
    ("apkach", "aplikacja"),
    ("apke", "aplikacja"),
    ("apki", "aplikacja"),
    ("aplik", "aplikacja"),
    ("dok", "dokument"),
    ("drukara", "drukarka"),
    ("dyr", "dyrektor"),
    ("fv", "faktura"),
    ("instal", "instalacja"),
    ("kier", "kierownik"),
    ("klawa", "klawiatura"),
    ("klawe", "klawiatura"),
    ("klawy", "klawiatura"),
    ("komp", "komputer"),
    ("kompa", "komputer"),
    ("kompach", "komputer"),
    ("kompami", "komputer"),
    ("kompem", "komputer"),
    ("kompie", "komputer"),
    ("kompow", "komputer"),
    ("kompowi", "komputer"),
    ("kompy", "komputer"),
    ("lapek", "laptop"),
    ("lapka", "laptop"),
    ("lapki", "laptop"),
    ("lapkiem", "laptop"),
    ("lapku", "laptop"),
    ("mejl", "mail"),
    ("mejla", "mail"),
    ("mejle", "mail"),
    ("mejlem", "mail"),
    ("mejli", "mail"),
    ("necie", "internet"),
    ("net", "internet"),
    ("neta", "internet"),
    ("netem", "internet"),
    ("netu", "internet"),
    ("odp", "odpowiedz"),
    ("pc", "komputer"),
    ("pececie", "komputer"),
    ("pecet", "komputer"),
    ("peceta", "komputer"),
    ("pecety", "komputer"),
    ("pok", "pokoj"),
    ("prog", "program"),
    ("ref", "referat"),
    ("sekr", "sekretariat"),
    ("serw", "serwer"),
    ("syst", "system"),
    ("tel", "telefon"),
    ("user", "uzytkownik"),
    ("usera", "uzytkownik"),
    ("userow", "uzytkownik"),
    ("userzy", "uzytkownik"),
    ("wiad", "wiadomosc"),
    ("wydz", "wydzial"),
    ("zgl", "zgloszenie"),
];

/// What a short form of office Polish stands for: `wydz.` → `wydzial`, `kompem` → `komputer`, `net` → `internet`.
///
/// Takes and gives a [folded](crate::fold()) word, without its dot, in the form of a dictionary; `None` for
/// every other word. Short forms that are words themselves are not touched.
///
/// ```
/// assert_eq!(polish::written_out("wydz"), Some("wydzial"));
/// assert_eq!(polish::written_out("komputer"), None);
/// ```
pub fn written_out(folded: &str) -> Option<&'static str> {
    SHORT_FORMS
        .binary_search_by_key(&folded, |&(short, _)| short)
        .ok()
        .map(|at| SHORT_FORMS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fold, is_function_word};

    #[test]
    fn short_forms_are_in_order_folded_and_name_something() {
        for pair in SHORT_FORMS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{pair:?}");
        }
        for (short, long) in SHORT_FORMS {
            assert_eq!(fold(short), short);
            assert_eq!(fold(long), long);
            assert!(!is_function_word(short), "{short}");
            assert_eq!(written_out(long), None, "{long} is written out already");
        }
    }

    #[test]
    fn words_that_may_be_meant_as_they_stand_are_left() {
        for word in ["druk", "kom", "zal", "prac", "str", "siec", ""] {
            assert_eq!(written_out(word), None, "{word}");
        }
    }
}
