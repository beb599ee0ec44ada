//! Who stands above a unit on a day, and which files are refused.

use domain::chain::Superiors;
use jiff::civil::date;
use ordinance::UnitCode;

use crate::targets::desk;

const PEOPLE: &str = r#"
[[person]]
id = "d"
name = "Dorota"
email = "d@coi.example"
posts = ["Dyrektor"]
[[person]]
id = "z1"
name = "Zenon"
email = "z1@coi.example"
posts = ["I Zastępca Dyrektora"]
[[person]]
id = "z2"
name = "Zofia"
email = "z2@coi.example"
posts = ["II Zastępca Dyrektora"]
[[person]]
id = "z3"
name = "Zbigniew"
email = "z3@coi.example"
posts = ["III Zastępca Dyrektora"]
[[person]]
id = "k"
name = "Kamila"
email = "k@coi.example"
"#;

fn people(more: &str) -> Superiors {
    Superiors::parse(&format!("{PEOPLE}{more}"), &desk()).unwrap()
}

fn refused(more: &str) -> String {
    Superiors::parse(&format!("{PEOPLE}{more}"), &desk())
        .unwrap_err()
        .to_string()
}

fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

/// The ids above a unit on a day of 2026; a substitute with whom they stand in for.
fn above(people: &Superiors, code: &str, month: i8, day: i8) -> String {
    let chain = people.chain_for(&unit(code), date(2026, month, day));
    let shown: Vec<String> = chain
        .into_iter()
        .map(|superior| match superior.stands_in_for {
            Some(absent) => format!("{} for {}", superior.person.id, absent.id),
            None => superior.person.id.clone(),
        })
        .collect();
    shown.join(", ")
}

#[test]
fn the_shipped_people_hold_every_post() {
    let people = Superiors::built_in();
    for unit in desk().ordinance().units() {
        assert!(!people.chain_for(&unit.code, date(2026, 11, 26)).is_empty());
    }
}

#[test]
fn the_chain_comes_from_the_ordinance() {
    let people = people("");
    assert_eq!(above(&people, "IT-02-3", 11, 26), "z1, d");
    assert_eq!(above(&people, "IT-04-1", 11, 26), "z3, d");
    assert_eq!(above(&people, "IT-01-5", 11, 26), "d");
    assert_eq!(above(&people, "IT-02-1", 11, 26), "");
    let level = |code: &str, level| {
        people
            .superior(&unit(code), level, date(2026, 11, 26))
            .map(|superior| superior.person.id.as_str())
    };
    assert_eq!(level("IT-04-1", 1), Some("z3"));
    assert_eq!(level("IT-04-1", 2), Some("d"));
    assert_eq!(level("IT-04-1", 7), Some("d"));
    assert_eq!(level("IT-01-5", 2), Some("d"));
    assert_eq!(level("IT-02-1", 1), None);
}

#[test]
fn the_absent_are_replaced_for_their_days_and_no_longer() {
    let people = people(
        r#"
[[absence]]
person = "z3"
from = 2026-12-21
to = 2026-12-31
substitute = "z1"
[[absence]]
person = "z1"
from = 2026-12-28
to = 2026-12-28
substitute = "k"
[[absence]]
person = "z2"
from = 2026-12-21
to = 2026-12-21
[[absence]]
person = "z2"
from = 2026-12-22
to = 2026-12-22
substitute = "d"
"#,
    );
    assert_eq!(above(&people, "IT-04-1", 12, 20), "z3, d");
    assert_eq!(above(&people, "IT-04-1", 12, 21), "z1 for z3, d");
    // The substitute is away as well, and has a substitute.
    assert_eq!(above(&people, "IT-04-1", 12, 28), "k for z3, d");
    assert_eq!(above(&people, "IT-02-3", 12, 28), "k for z1, d");
    assert_eq!(above(&people, "IT-04-1", 12, 31), "z1 for z3, d");
    // Without a substitute the next above gets it; the Director standing in is told once.
    assert_eq!(above(&people, "IT-03-1", 12, 21), "d");
    assert_eq!(above(&people, "IT-03-1", 12, 22), "d for z2");
    assert_eq!(above(&people, "IT-03-1", 12, 23), "z2, d");
}

#[test]
fn another_superior_for_some_time_changes_chain_and_arbiter() {
    let people = people(
        r#"
[[override]]
unit = "IT-04-1"
superior = "I Zastępca Dyrektora"
from = 2026-07-01
to = 2026-07-31
basis = "zarządzenie wewnętrzne nr 1/2026"
[[override]]
post = "III Zastępca Dyrektora"
superior = "II Zastępca Dyrektora"
from = 2026-08-01
to = 2026-08-31
basis = "zarządzenie wewnętrzne nr 2/2026"
"#,
    );
    assert_eq!(above(&people, "IT-04-1", 6, 30), "z3, d");
    assert_eq!(above(&people, "IT-04-1", 7, 1), "z1, d");
    assert_eq!(above(&people, "IT-04-2", 7, 1), "z3, d");
    assert_eq!(above(&people, "IT-04-1", 8, 1), "z3, z2, d");
    let arbiter = |one: &str, other: &str, month| {
        people
            .arbiter(&unit(one), &unit(other), date(2026, month, 15))
            .map(|superior| superior.person.id.as_str())
    };
    assert_eq!(arbiter("IT-02-3", "IT-02-4", 6), Some("z1"));
    assert_eq!(arbiter("IT-02-3", "IT-04-1", 6), Some("d"));
    assert_eq!(arbiter("IT-02-3", "IT-04-1", 7), Some("z1"));
    assert_eq!(arbiter("IT-04-1", "IT-02-3", 7), Some("z1"));
    assert_eq!(arbiter("IT-04-1", "IT-03-1", 8), Some("z2"));
    assert_eq!(arbiter("IT-02-3", "IT-02-1", 6), None);
}

#[test]
fn an_absent_arbiter_without_substitute_hands_up() {
    let people = people("[[absence]]\nperson = \"z1\"\nfrom = 2026-07-01\nto = 2026-07-31");
    let arbiter = people.arbiter(&unit("IT-02-3"), &unit("IT-02-4"), date(2026, 7, 15));
    assert_eq!(arbiter.unwrap().person.id, "d");
}

#[test]
fn attack_36_circles_and_empty_chains_are_refused() {
    for (more, expected) in [
        (
            "[[absence]]\nperson = \"z1\"\nfrom = 2026-07-01\nto = 2026-07-31\nsubstitute = \"z2\"\n[[absence]]\nperson = \"z2\"\nfrom = 2026-07-15\nto = 2026-08-15\nsubstitute = \"z1\"",
            "line 31: on 2026-07-15 the substitutes go round in a circle: z1 → z2 → z1",
        ),
        (
            "[[override]]\npost = \"I Zastępca Dyrektora\"\nsuperior = \"II Zastępca Dyrektora\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"\n[[override]]\npost = \"II Zastępca Dyrektora\"\nsuperior = \"I Zastępca Dyrektora\"\nfrom = 2026-07-10\nto = 2026-07-20\nbasis = \"x\"",
            "line 32: on 2026-07-10 the superiors of IT-02-2 go round in a circle: I Zastępca Dyrektora → II Zastępca Dyrektora → I Zastępca Dyrektora",
        ),
        (
            "[[absence]]\nperson = \"d\"\nfrom = 2026-07-01\nto = 2026-07-31",
            "line 26: on 2026-07-01 everybody above IT-01-1 is away without a substitute",
        ),
        (
            "[[absence]]\nperson = \"d\"\nfrom = 2026-07-01\nto = 2026-07-31\nsubstitute = \"k\"\n[[absence]]\nperson = \"k\"\nfrom = 2026-07-31\nto = 2026-08-31",
            "line 31: on 2026-07-31 everybody above IT-01-1 is away without a substitute",
        ),
    ] {
        let found = refused(more);
        assert!(found.starts_with(expected), "{more}: {found}");
    }
}

#[test]
fn other_mistakes_are_named_with_their_line() {
    for (more, expected) in [
        (
            "[[person]]\nid = \"k\"\nname = \"K\"\nemail = \"k@coi.example\"",
            "line 26: there are two people `k`",
        ),
        (
            "[[person]]\nid = \"x\"\nname = \"X\"\nemail = \"nobody\"",
            "line 26: `nobody` is not an e-mail address",
        ),
        (
            "[[person]]\nid = \"x\"\nname = \"\"\nemail = \"x@coi.example\"",
            "line 26: a person has an id and a name",
        ),
        (
            "[[person]]\nid = \"x\"\nname = \"X\"\nemail = \"x@coi.example\"\nposts = [\"Dyrektor\"]",
            "line 26: `Dyrektor` is already held by `d`",
        ),
        (
            "[[person]]\nid = \"x\"\nname = \"X\"\nemail = \"x@coi.example\"\nposts = [\"IV Zastępca Dyrektora\"]",
            "line 26: the ordinance has no post `IV Zastępca Dyrektora`",
        ),
        (
            "[[person]]\nid = \"x\"\nname = \"X\"\nemail = \"x@coi.example\"\nposts = [\"Kierownik\"]",
            "line 30: `Kierownik` is not a post",
        ),
        (
            "[[absence]]\nperson = \"y\"\nfrom = 2026-07-01\nto = 2026-07-31",
            "line 26: there is no [[person]] `y`",
        ),
        (
            "[[absence]]\nperson = \"k\"\nfrom = 2026-07-01\nto = 2026-07-31\nsubstitute = \"y\"",
            "line 26: there is no [[person]] `y`",
        ),
        (
            "[[absence]]\nperson = \"k\"\nfrom = 2026-07-01\nto = 2026-07-31\nsubstitute = \"k\"",
            "line 26: `k` cannot stand in for themselves",
        ),
        (
            "[[absence]]\nperson = \"k\"\nfrom = 2026-07-31\nto = 2026-07-01",
            "line 26: from 2026-07-31 to 2026-07-01 runs backwards",
        ),
        (
            "[[absence]]\nperson = \"k\"\nfrom = 2026-07-01\nto = 2026-07-31\n[[absence]]\nperson = \"k\"\nfrom = 2026-07-31\nto = 2026-08-01",
            "line 30: the absences of `k` in line 26 and line 30 overlap",
        ),
        (
            "[[override]]\nunit = \"IT-09-9\"\nsuperior = \"Dyrektor\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"",
            "line 26: the ordinance has no unit IT-09-9",
        ),
        (
            "[[override]]\nsuperior = \"Dyrektor\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"",
            "line 26: name either a `unit` or a `post`",
        ),
        (
            "[[override]]\npost = \"Dyrektor\"\nsuperior = \"I Zastępca Dyrektora\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"",
            "line 26: nobody is above the Dyrektor",
        ),
        (
            "[[override]]\nunit = \"IT-04-1\"\nsuperior = \"Dyrektor\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \" \"",
            "line 26: `basis` is empty",
        ),
        (
            "[[override]]\nunit = \"IT-04-1\"\nsuperior = \"VII Zastępca Dyrektora\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"",
            "line 26: the ordinance has no post `VII Zastępca Dyrektora`",
        ),
        (
            "[[override]]\nunit = \"IT-04-1\"\nsuperior = \"Dyrektor\"\nfrom = 2026-07-01\nto = 2026-07-31\nbasis = \"x\"\n[[override]]\nunit = \"IT-04-1\"\nsuperior = \"II Zastępca Dyrektora\"\nfrom = 2026-07-31\nto = 2026-08-31\nbasis = \"x\"",
            "line 32: the exceptions in line 26 and line 32 overlap",
        ),
    ] {
        let found = refused(more);
        assert!(found.starts_with(expected), "{more}: {found}");
    }
    let vacant = PEOPLE.replace("posts = [\"II Zastępca Dyrektora\"]", "posts = []");
    assert_eq!(
        Superiors::parse(&vacant, &desk()).unwrap_err().to_string(),
        "line 1: nobody holds the post `II Zastępca Dyrektora`, so its steps would go to nobody"
    );
}
