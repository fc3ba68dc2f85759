//! Pictures of the gallery in each theme, for the eye: `cargo test -p despatch-kit -- --ignored picture`.

use iced::Size;
use kit::Theme;

use crate::gallery::Gallery;
use crate::stage::Stage;

#[test]
#[ignore = "writes pictures to look at into the folder that KIT_PICTURES names"]
fn picture_of_every_theme() {
    let folder = std::path::PathBuf::from(std::env::var("KIT_PICTURES").unwrap());
    kit::load_emoji();
    for theme in Theme::ALL {
        let mut stage = Stage::sized(Gallery::new(), Size::new(1100.0, 1700.0));
        stage
            .oracle
            .ask(stage.node("tool-search").id, accesskit::Action::Focus, None);
        stage.play.error = true;
        stage.redraw();
        stage.picture(theme, 1.0, &folder.join(format!("{theme:?}.png")));
        stage.oracle.click(stage.node("tool-more").id);
        stage.redraw();
        stage.picture(theme, 1.0, &folder.join(format!("{theme:?}-menu.png")));
        let mut stage = Stage::sized(Gallery::new(), Size::new(480.0, 700.0));
        stage.play.dialog = true;
        stage.redraw();
        stage.picture(theme, 2.0, &folder.join(format!("{theme:?}-narrow.png")));
    }
}
