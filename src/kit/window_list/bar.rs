//! The scroll bar of a windowed list. Heights of rows that were never built are guessed, so it may jump a little; the rows
//! never do.

use iced::advanced::{Renderer as _, renderer::Quad};
use iced::{Background, Rectangle, border};

use super::memory::Memory;
use crate::theme::{Tokens, radius};

/// The width kept free for the bar.
pub(crate) const GUTTER: f32 = 12.0;

/// The bar's thumb, in the list's own bounds; none when all rows fit.
pub(crate) fn thumb<K>(memory: &Memory<K>, bounds: Rectangle, count: usize, spacing: f32) -> Option<Rectangle> {
    let height = bounds.height;
    let pitch = memory.mean + spacing;
    let total = (pitch * count as f32).max(1.0);
    let (first, top) = memory.anchor.as_ref().map(|(_, index, offset)| (*index, *offset))?;
    let ends = memory.sight.as_ref().is_none_or(|sight| sight.at_end);
    if ends && memory.starts {
        return None;
    }
    let length = (height * height / total).clamp(36.0_f32.min(height), height);
    let hidden = (total - height).max(1.0);
    let above = (first as f32 * pitch - top).clamp(0.0, hidden);
    let part = if ends { 1.0 } else { above / hidden };
    Some(Rectangle {
        x: bounds.x + bounds.width - GUTTER + 2.0,
        y: bounds.y + part * (height - length),
        width: 8.0,
        height: length,
    })
}

/// Where a press takes the bar.
pub(crate) fn track(bounds: Rectangle) -> Rectangle {
    Rectangle {
        x: bounds.x + bounds.width - GUTTER,
        width: GUTTER,
        ..bounds
    }
}

/// The row to stand at when the thumb's top is at this height.
pub(crate) fn row_at(thumb: Rectangle, bounds: Rectangle, y: f32, count: usize) -> usize {
    let part = ((y - bounds.y) / (bounds.height - thumb.height).max(1.0)).clamp(0.0, 1.0);
    ((count.saturating_sub(1)) as f32 * part).round() as usize
}

/// Draws the thumb.
pub(crate) fn draw(renderer: &mut iced::Renderer, tokens: &Tokens, thumb: Rectangle, strong: bool) {
    renderer.fill_quad(
        Quad {
            bounds: thumb,
            border: border::rounded(radius::FULL),
            ..Quad::default()
        },
        Background::Color(if strong { tokens.muted } else { tokens.outline }),
    );
}
