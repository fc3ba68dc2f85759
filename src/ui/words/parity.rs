// Whether two languages say the same things: used by the build script, which fails the build where they
// don't, and by the test that shows it does. Plain comments, since both take it in by `#[path]`.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The messages of a Fluent file and their attributes, each with the variables it mentions.
pub fn messages(source: &str) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    let resource = fluent_syntax::parser::parse(source).map_err(|(_, errors)| {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| {
                let line = source
                    .get(..error.pos.start)
                    .map_or(0, |before| before.lines().count().max(1));
                format!("line {line}: {error}")
            })
            .collect();
        lines.join("; ")
    })?;
    let mut found = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        for pattern in message.value.iter() {
            collect(pattern, &mut variables);
        }
        let name = message.id.name;
        for attribute in &message.attributes {
            let mut variables = BTreeSet::new();
            collect(&attribute.value, &mut variables);
            found.insert(format!("{name}.{}", attribute.id.name), variables);
        }
        if found.insert(name.to_owned(), variables).is_some() {
            return Err(format!("`{name}` is there twice"));
        }
    }
    Ok(found)
}

/// Where `other` departs from `reference`, a line for each.
pub fn differences(reference: &str, other: &str) -> Result<Vec<String>, String> {
    let (reference, other) = (messages(reference)?, messages(other)?);
    let mut lines = Vec::new();
    for (key, variables) in &reference {
        match other.get(key) {
            None => lines.push(format!("`{key}` is missing")),
            Some(theirs) if theirs != variables => {
                lines.push(format!(
                    "`{key}` mentions {theirs:?} where en-GB mentions {variables:?}"
                ));
            }
            Some(_) => {}
        }
    }
    lines.extend(
        other
            .keys()
            .filter(|key| !reference.contains_key(*key))
            .map(|key| format!("`{key}` is not in en-GB")),
    );
    Ok(lines)
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_variables(expression, variables);
        }
    }
}

fn expression_variables(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inline_variables(inline, variables),
        Expression::Select { selector, variants } => {
            inline_variables(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn inline_variables(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(variables.insert(id.name.to_owned())),
        InlineExpression::Placeable { expression } => expression_variables(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_variables(argument, variables);
            }
        }
        _ => {}
    }
}
