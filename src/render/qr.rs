//! QR codes for paper: an address as an SVG picture.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The light modules that a reader needs around a code: ISO/IEC 18004 asks for four.
const QUIET_ZONE: usize = 4;

/// `text` as a picture that has no size of its own; `None` when it is too long for any code.
///
/// A sheet of paper gets folded and stained: a medium level of correction bears the loss of 15 %.
pub(super) fn qr(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let size = code.width() + 2 * QUIET_ZONE;
    let mut svg = format!(
        "<svg viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" aria-hidden=\"true\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\""
    );
    for (row, modules) in code.to_colors().chunks(code.width()).enumerate() {
        push_row(&mut svg, row + QUIET_ZONE, modules);
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

/// Each run of dark modules as one bar.
fn push_row(svg: &mut String, row: usize, modules: &[Color]) {
    let mut column = QUIET_ZONE;
    for run in modules.chunk_by(|one, other| one == other) {
        if run[0] == Color::Dark {
            let length = run.len();
            let _ = write!(svg, "M{column} {row}h{length}v1h-{length}z");
        }
        column += run.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_quiet_zone_and_three_finders() {
        let svg = qr("https://handbook.example/").unwrap();
        assert!(svg.starts_with("<svg viewBox=\"0 0 33 33\""), "{svg}");
        assert_eq!(svg.matches("M4 4h7v1h-7z").count(), 1);
        assert_eq!(svg.matches("M22 4h7v1h-7z").count(), 1);
        assert_eq!(svg.matches("M4 22h7v1h-7z").count(), 1);
        assert!(!svg.contains("M0 1h"), "nothing is drawn in the quiet zone");
    }

    #[test]
    fn what_no_code_can_hold_gets_none() {
        assert_eq!(qr(&"x".repeat(4000)), None);
    }
}
