//! Numbers as people read them.

/// How the numbers of an axis or a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Rounded to a whole number.
    Whole,
    /// With this many digits after the mark, at most 6.
    Decimal(u8),
    /// A share 0–1 as per cent, with this many digits after the mark, at most 6.
    Percent(u8),
}

impl Format {
    /// `value` in words of figures: `12`, `0,88`, `88,8 %` (with a space that does not break, but where
    /// the mark is a point, which languages use that write `88.8%`); `–` for no number.
    ///
    /// ```
    /// assert_eq!(charts::Format::Percent(1).show(0.9071, ','), "90,7\u{a0}%");
    /// ```
    pub fn show(self, value: f64, decimal_mark: char) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let (scaled, digits, end) = match self {
            Self::Whole => (value, 0, ""),
            Self::Decimal(digits) => (value, digits.min(6), ""),
            Self::Percent(digits) => {
                let sign = if decimal_mark == '.' { "%" } else { "\u{a0}%" };
                (value * 100.0, digits.min(6), sign)
            }
        };
        let text = format!("{scaled:.*}", usize::from(digits));
        let zero = text.trim_start_matches('-');
        let text = if zero.chars().all(|c| matches!(c, '0' | '.')) {
            zero
        } else {
            &text
        };
        let mark = decimal_mark.to_string();
        format!("{}{end}", text.replace('.', &mark).replace('-', "\u{2212}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(Format::Decimal(2).show(-1.005, ','), "−1,00");
        assert_eq!(Format::Decimal(1).show(-0.01, ','), "0,0");
        assert_eq!(Format::Whole.show(12.6, '.'), "13");
        assert_eq!(Format::Percent(0).show(1.0, ','), "100\u{a0}%");
        assert_eq!(Format::Percent(1).show(0.5, '.'), "50.0%");
        assert_eq!(Format::Percent(0).show(f64::NAN, ','), "–");
    }
}
