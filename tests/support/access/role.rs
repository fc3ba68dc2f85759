//! The roles and states of AT-SPI that the program uses.

/// What a node is. The numbers are AT-SPI's (`AtspiRole`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Role {
    /// A window.
    Window = 23,
    /// A dialog.
    Dialog = 16,
    /// A message that interrupts (AccessKit's `AlertDialog`).
    AlertDialog = 2,
    /// A check box.
    CheckBox = 7,
    /// A choice from a list that opens.
    ComboBox = 11,
    /// A picture.
    Image = 27,
    /// A label.
    Label = 29,
    /// A list.
    List = 31,
    /// An item of a list or list box.
    ListItem = 32,
    /// A menu.
    Menu = 33,
    /// An item of a menu.
    MenuItem = 35,
    /// One of several pages.
    Tab = 37,
    /// A group of nodes.
    Group = 39,
    /// A field whose text is hidden.
    Password = 40,
    /// Progress.
    ProgressBar = 42,
    /// A button.
    Button = 43,
    /// One of several choices.
    RadioButton = 44,
    /// A scrolling pane.
    Scroll = 49,
    /// A line between groups.
    Separator = 50,
    /// A slider.
    Slider = 51,
    /// A field with a number to raise and lower.
    SpinButton = 52,
    /// A status line (AccessKit's `Status`).
    Status = 54,
    /// A switch, or a button that stays pressed.
    Toggle = 62,
    /// A paragraph.
    Paragraph = 73,
    /// A field for text.
    Entry = 79,
    /// A heading.
    Heading = 83,
    /// A section.
    Section = 85,
    /// A form.
    Form = 87,
    /// A link.
    Link = 88,
    /// A list to choose from.
    ListBox = 98,
    /// A message that does not interrupt (AccessKit's `Alert`).
    Alert = 101,
    /// An article: a message of a conversation.
    Article = 109,
    /// A region of the page.
    Landmark = 110,
    /// A list that grows at its end.
    Log = 111,
    /// Text.
    Text = 116,
}

/// A state of a node. The numbers are AT-SPI's (`AtspiStateType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum State {
    /// Being worked on.
    Busy = 3,
    /// Ticked.
    Checked = 4,
    /// The text can be changed.
    Editable = 7,
    /// Can be used.
    Enabled = 8,
    /// Opened.
    Expanded = 10,
    /// Can have the keyboard focus.
    Focusable = 11,
    /// Has the keyboard focus.
    Focused = 12,
    /// Nothing behind it can be used.
    Modal = 16,
    /// A toggle that is on.
    Pressed = 20,
    /// Chosen.
    Selected = 23,
    /// On the screen.
    Showing = 25,
    /// Its value is not valid.
    InvalidEntry = 36,
}

impl Role {
    const ALL: [Role; 35] = [
        Role::Window,
        Role::Dialog,
        Role::AlertDialog,
        Role::CheckBox,
        Role::ComboBox,
        Role::Image,
        Role::Label,
        Role::List,
        Role::ListItem,
        Role::Menu,
        Role::MenuItem,
        Role::Tab,
        Role::Group,
        Role::Password,
        Role::ProgressBar,
        Role::Button,
        Role::RadioButton,
        Role::Scroll,
        Role::Separator,
        Role::Slider,
        Role::SpinButton,
        Role::Status,
        Role::Toggle,
        Role::Paragraph,
        Role::Entry,
        Role::Heading,
        Role::Section,
        Role::Form,
        Role::Link,
        Role::ListBox,
        Role::Alert,
        Role::Article,
        Role::Landmark,
        Role::Log,
        Role::Text,
    ];

    pub(super) fn of(number: u32) -> Option<Role> {
        Role::ALL.into_iter().find(|role| *role as u32 == number)
    }

    /// Whether people act on a node of this role, so that it must have a name.
    pub fn interactive(self) -> bool {
        matches!(
            self,
            Role::Button
                | Role::CheckBox
                | Role::ComboBox
                | Role::Entry
                | Role::Link
                | Role::ListItem
                | Role::MenuItem
                | Role::Password
                | Role::RadioButton
                | Role::Slider
                | Role::SpinButton
                | Role::Tab
                | Role::Toggle
        )
    }
}
