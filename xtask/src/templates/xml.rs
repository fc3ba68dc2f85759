//! XML: a tree of elements, and how it is written.

use anyhow::Result;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// An element.
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty one.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            attributes: Vec::new(),
            content: Vec::new(),
        }
    }

    /// One that holds text.
    pub fn text(name: &'static str, text: impl Into<String>) -> Self {
        let mut element = Self::new(name);
        element.content.push(Content::Text(text.into()));
        element
    }

    /// With an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With elements in it.
    pub fn holding(mut self, elements: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// Puts an element in it.
    pub fn push(&mut self, element: Self) {
        self.content.push(Content::Element(element));
    }

    /// The document of this element, with a comment before it.
    pub fn document(self, comment: &str) -> Result<String> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer.write_event(Event::Comment(BytesText::from_escaped(format!(" {comment} "))))?;
        self.write(&mut writer)?;
        Ok(String::from_utf8(writer.into_inner())? + "\n")
    }

    fn write(self, writer: &mut Writer<Vec<u8>>) -> Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        if self.content.is_empty() {
            return Ok(writer.write_event(Event::Empty(start))?);
        }
        writer.write_event(Event::Start(start))?;
        for content in self.content {
            match content {
                Content::Element(element) => element.write(writer)?,
                Content::Text(text) => writer.write_event(Event::Text(BytesText::new(&text)))?,
            }
        }
        Ok(writer.write_event(Event::End(BytesEnd::new(self.name)))?)
    }
}
