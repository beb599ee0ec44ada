//! What it costs to take one word for another.

/// Longer words are not compared.
pub(super) const LONGEST: usize = 24;
/// A slip as fingers make it: a neighbouring key, two letters in the wrong order, a letter struck twice.
pub(super) const USUAL: f32 = 0.8;
/// A letter in the place of one far from it.
pub(super) const UNUSUAL: f32 = 1.1;

const KEYS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
/// For each letter, the letters of the keys beside, above and below it, as bits.
const BESIDE: [u32; 26] = neighbours();

/// The least cost of slips that make one word the other, if it is at most `most`; both are of small letters and
/// no longer than [`LONGEST`]. The usual edit distance, with neighbours in the wrong order as one slip.
pub(super) fn cost(one: &[u8], other: &[u8], most: f32) -> Option<f32> {
    if one.len().abs_diff(other.len()) > 2 || one.len().max(other.len()) > LONGEST {
        return None;
    }
    let mut rows = [[0.0_f32; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at as f32;
    }
    for (i, &a) in one.iter().enumerate() {
        let (now, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3);
        let previous = i.checked_sub(1).map(|at| one[at]);
        let extra = match previous {
            Some(key) if key == a || beside(key, a) => USUAL,
            _ => 1.0,
        };
        rows[now][0] = (i + 1) as f32;
        let mut least = rows[now][0];
        for (j, &b) in other.iter().enumerate() {
            let change = match (a == b, beside(a, b)) {
                (true, _) => 0.0,
                (_, true) => USUAL,
                _ => UNUSUAL,
            };
            let mut cell = (rows[last][j] + change)
                .min(rows[last][j + 1] + extra)
                .min(rows[now][j] + 1.0);
            if a != b && j > 0 && a == other[j - 1] && previous == Some(b) {
                cell = cell.min(rows[before][j - 1] + USUAL);
            }
            rows[now][j + 1] = cell;
            least = least.min(cell);
        }
        // Swapping may still reach back over this row.
        if least > most + USUAL {
            return None;
        }
    }
    let cost = rows[one.len() % 3][other.len()];
    (cost <= most).then_some(cost)
}

fn beside(a: u8, b: u8) -> bool {
    let bits = BESIDE.get(usize::from(a.wrapping_sub(b'a')));
    bits.is_some_and(|bits| (bits >> (b.wrapping_sub(b'a') & 31)) & 1 == 1)
}

const fn neighbours() -> [u32; 26] {
    let mut places = [(0_usize, 0_usize); 26];
    let mut row = 0;
    while row < KEYS.len() {
        let mut column = 0;
        while column < KEYS[row].len() {
            places[(KEYS[row][column] - b'a') as usize] = (row, column);
            column += 1;
        }
        row += 1;
    }
    let mut beside = [0_u32; 26];
    let mut one = 0;
    while one < 26 {
        let mut other = 0;
        while other < 26 {
            let rows = places[one].0.abs_diff(places[other].0);
            let columns = places[one].1.abs_diff(places[other].1);
            if rows + columns == 1 {
                beside[one] |= 1 << other;
            }
            other += 1;
        }
        one += 1;
    }
    beside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(one: &str, other: &str) -> Option<f32> {
        cost(one.as_bytes(), other.as_bytes(), 2.0 * UNUSUAL)
    }

    #[test]
    fn keys_are_beside_above_and_below() {
        for (a, b) in [(b'a', b's'), (b's', b'w'), (b's', b'x'), (b'o', b'p')] {
            assert!(beside(a, b) && beside(b, a));
        }
        for (a, b) in [(b'a', b'l'), (b'a', b'a'), (b'q', b's'), (b'p', b'a')] {
            assert!(!beside(a, b));
        }
    }

    #[test]
    fn usual_slips_cost_less() {
        assert_eq!(slips("siec", "siec"), Some(0.0));
        assert_eq!(slips("sirc", "siec"), Some(USUAL));
        assert_eq!(slips("sice", "siec"), Some(USUAL));
        assert_eq!(slips("sieec", "siec"), Some(USUAL));
        assert_eq!(slips("sic", "siec"), Some(1.0));
        assert_eq!(slips("simc", "siec"), Some(UNUSUAL));
        assert_eq!(slips("siec", "druk"), None);
        assert_eq!(slips("siec", "sieciowy"), None);
    }

    #[test]
    fn the_bound_holds() {
        assert_eq!(cost(b"simc", b"siec", 1.0), None);
        assert_eq!(cost(&[b'a'; 25], &[b'a'; 25], 1.0), None);
    }
}
