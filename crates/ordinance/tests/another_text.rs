//! Another ordinance of the same form, with other numbers, units and paragraphs, needs no code.

use jiff::civil::date;
use ordinance::{Ordinance, Post, UnitCode};

const OTHER: &str = "\
ZARZĄDZENIE NR 12/2031
BURMISTRZA MIASTA
z dnia 1 lutego 2031 r.
w sprawie podziału
Biura Cyfrowego

Na podstawie art. 33 ustawy z dnia 8 marca 1990 r. zarządza się, co następuje:

§ 1. Ilekroć w aktach jest mowa o Biurze Informatyki, należy przez to rozumieć Biuro Cyfrowe.
§ 2.
1. W skład Biura wchodzą komórki organizacyjne:
1) Zespół pomocy BC-10-12;
2) Zespół sieci
(BC-20-1);
3) Zespół planowania BC-30-7.
2. Dyrektorowi Biura podlegają bezpośrednio:
1) I Zastępca Dyrektora;
2) Zespół planowania BC-30-7.
3. I Zastępcy Dyrektora Biura podlegają bezpośrednio:
1) Zespół pomocy BC-10-12;
2) Zespół sieci BC-20-1.
§ 3. 1. Do zakresu działania Zespołu sieci (BC-20-1) należy:
1)
pełnienie obowiązków II linii wsparcia;
2) opieka nad (Dz. U. poz. 1 i
583) siecią:
a)  przewodową,
b) bezprzewodową.
2. Zespół pracuje zmianowo.
§ 4. Do zakresu działania Zespołu planowania (BC-30-7) należy:
1) planowanie.
§ 5. Wszystkie komórki organizacyjne Biura są odpowiedzialne za:
1) porządek.
§ 6. Do zakresu działania Zespołu pomocy (BC-10-12) należy:
1) przyjmowanie zgłoszeń (I linia wsparcia), zgodnie z
§ 3 ust. 1 pkt 2.
§ 7. Zarządzenie wchodzi w życie z dniem 1 marca 2031 r.
";

#[test]
fn it_is_read_by_its_own_words() {
    let ordinance = Ordinance::parse(OTHER).unwrap();
    assert_eq!(ordinance.number(), "12/2031");
    assert_eq!(ordinance.date(), date(2031, 2, 1));
    assert_eq!(ordinance.title(), "w sprawie podziału Biura Cyfrowego");
    assert_eq!(ordinance.in_force_from(), Some(date(2031, 3, 1)));
    assert_eq!(ordinance.repeals(), None);
    assert_eq!(ordinance.aliases(), ["Biuro Informatyki"]);

    let units: Vec<(&str, &str, Post)> = ordinance
        .units()
        .iter()
        .map(|unit| (unit.code.as_str(), unit.name.as_str(), unit.superior))
        .collect();
    assert_eq!(
        units,
        [
            ("BC-10-12", "Zespół pomocy", Post::Deputy(1)),
            ("BC-20-1", "Zespół sieci", Post::Deputy(1)),
            ("BC-30-7", "Zespół planowania", Post::Director),
        ]
    );
    assert_eq!(ordinance.first_line().code.as_str(), "BC-10-12");
    assert_eq!(ordinance.second_line(), [&ordinance.units()[1]]);
}

#[test]
fn its_provisions_carry_subsections_where_it_has_them() {
    let ordinance = Ordinance::parse(OTHER).unwrap();
    let provisions: Vec<(String, Option<&str>, &str)> = ordinance
        .provisions()
        .iter()
        .map(|provision| {
            (
                provision.reference.to_string(),
                provision.unit.as_ref().map(UnitCode::as_str),
                provision.text.as_str(),
            )
        })
        .collect();
    let wanted = [
        (
            "§3 ust. 1 pkt 1",
            Some("BC-20-1"),
            "pełnienie obowiązków II linii wsparcia",
        ),
        (
            "§3 ust. 1 pkt 2",
            Some("BC-20-1"),
            "opieka nad (Dz. U. poz. 1 i 583) siecią",
        ),
        ("§3 ust. 1 pkt 2 lit. a", Some("BC-20-1"), "przewodową"),
        ("§3 ust. 1 pkt 2 lit. b", Some("BC-20-1"), "bezprzewodową"),
        ("§4 pkt 1", Some("BC-30-7"), "planowanie"),
        ("§5 pkt 1", None, "porządek"),
        (
            "§6 pkt 1",
            Some("BC-10-12"),
            "przyjmowanie zgłoszeń (I linia wsparcia), zgodnie z § 3 ust. 1 pkt 2",
        ),
    ]
    .map(|(reference, unit, text)| (reference.to_owned(), unit, text));
    assert_eq!(provisions, wanted);
    let routed: Vec<u16> = ordinance
        .duties()
        .map(|duty| duty.reference.paragraph)
        .collect();
    assert_eq!(routed, [3, 3, 3, 3, 6]);
    assert_eq!(
        ordinance
            .full_text(&"§3 ust. 1 pkt 2 lit. b".parse().unwrap())
            .unwrap(),
        "opieka nad (Dz. U. poz. 1 i 583) siecią: bezprzewodową"
    );
}

#[test]
fn without_deputies_every_scope_routes_tickets() {
    let flat = OTHER
        .replace("1) I Zastępca Dyrektora;\n2) Zespół planowania BC-30-7.\n3. I Zastępcy Dyrektora Biura podlegają bezpośrednio:\n", "")
        .replace("2) Zespół sieci BC-20-1.\n§ 3", "2) Zespół sieci BC-20-1;\n3) Zespół planowania BC-30-7.\n§ 3");
    let ordinance = Ordinance::parse(&flat).unwrap();
    let routed: Vec<u16> = ordinance
        .duties()
        .map(|duty| duty.reference.paragraph)
        .collect();
    assert_eq!(routed, [3, 3, 3, 3, 4, 6]);
}

#[test]
fn its_tree_written_out_reads_back_as_the_same_tree() {
    // A subsection mark alone on its line, before a small letter.
    let broken = OTHER.replace("2. Zespół pracuje", "2.\nzespół pracuje");
    let built_in = include_str!("../../../config/ordinance/1756-2022.txt");
    for source in [OTHER, &broken, built_in] {
        let ordinance = Ordinance::parse(source).unwrap();
        let head = &source[..source.find('§').unwrap()];
        let body: String = ordinance
            .paragraphs()
            .iter()
            .map(ToString::to_string)
            .collect();
        let again = Ordinance::parse(&format!("{head}\n{body}")).unwrap();
        assert_eq!(again.provisions(), ordinance.provisions());
        assert_eq!(again.units(), ordinance.units());
        let body_again: String = again.paragraphs().iter().map(ToString::to_string).collect();
        assert_eq!(body_again, body);
    }
}
