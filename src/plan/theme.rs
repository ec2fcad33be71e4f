//! The theme: its files with those that it inherits, its settings, its strings in the site's language.

use std::collections::BTreeMap;

use super::links::is_forbidden;
use super::site::{Theme, ThemeFile};
use crate::diagnostic::{Check, Diagnostic, Diagnostics, nearest};
use crate::load::{Body, Role, Sources};
use crate::parse::{Data, Documents, ThemeManifest};
use crate::path::SourcePath;

/// `theme:` or `extends:` names no folder.
pub(super) static UNKNOWN_THEME: Check = Check::error("unknown-theme", "`theme:` or `extends:` names no theme");

/// `settings:` or `strings:` has a key that the theme does not know.
pub(super) static UNKNOWN_SETTING: Check =
    Check::error("unknown-setting", "`settings:` or `strings:` has a key that the theme does not know");

/// `settings:` has a value that the theme cannot take.
pub(super) static WRONG_SETTING: Check =
    Check::error("wrong-setting", "a value under `settings:` is not what the theme takes, or a forbidden address");

/// The theme that everything falls back on.
const DEFAULT: &str = "default";

/// Resolves the theme that the settings name.
pub(super) fn plan_theme(documents: &Documents, sources: &Sources, diagnostics: &mut Diagnostics) -> Theme {
    let chain = inheritance(documents, diagnostics);
    let mut theme = Theme::default();
    let language = documents.config.language.value.as_str();
    for name in chain.iter().rev() {
        overlay_files(&mut theme.files, name, sources);
        if let Some(manifest) = documents.themes.get(name.as_str()) {
            theme.settings.extend(manifest.settings.clone());
            overlay_strings(&mut theme.strings, manifest, language);
        }
    }
    overlay_settings(&mut theme, documents, diagnostics);
    overlay_own_strings(&mut theme, documents, diagnostics);
    theme.folder = folder(&theme);
    theme
}

/// The theme's name and those that it extends, itself first, `default` last.
fn inheritance(documents: &Documents, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    let mut named_at = (SourcePath::new("content/handbook.yaml"), documents.config.theme.clone());
    loop {
        let (file, name) = &named_at;
        let Some(manifest) = documents.themes.get(&name.value) else {
            if name.value != DEFAULT {
                let help = nearest(&name.value, documents.themes.keys().map(String::as_str));
                let message = format!("no theme `{}`", name.value);
                diagnostics.push(
                    Diagnostic::new(&UNKNOWN_THEME, message, file, name.span)
                        .maybe_help(help.map(|near| format!("did you mean `{near}`?"))),
                );
            }
            break;
        };
        chain.push(name.value.clone());
        match &manifest.extends {
            Some(parent) if !chain.contains(&parent.value) => {
                named_at = (SourcePath::from(format!("themes/{}/theme.yaml", name.value)), parent.clone());
            }
            _ => break,
        }
    }
    if !chain.iter().any(|name| name == DEFAULT) {
        chain.push(DEFAULT.to_owned());
    }
    chain
}

fn overlay_files(files: &mut BTreeMap<String, ThemeFile>, name: &str, sources: &Sources) {
    let prefix = format!("themes/{name}/");
    for file in sources.files().iter().filter(|file| file.role == Role::Theme) {
        if let Some(path) = file.path.as_str().strip_prefix(&prefix) {
            files.insert(path.to_owned(), ThemeFile { path: file.path.clone(), body: file.body.clone() });
        }
    }
}

/// Lays over what a manifest says in English, then in the language, then in its region's form.
fn overlay_strings(strings: &mut BTreeMap<String, String>, manifest: &ThemeManifest, language: &str) {
    for tag in ["en", primary(language), language] {
        if let Some(own) = manifest.strings.get(tag) {
            strings.extend(own.clone());
        }
    }
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

fn overlay_settings(theme: &mut Theme, documents: &Documents, diagnostics: &mut Diagnostics) {
    let file = SourcePath::new("content/handbook.yaml");
    for (key, value) in &documents.config.settings {
        let span = documents.config.setting_spans.get(key).copied().unwrap_or_default();
        if let Some(standard) = theme.settings.get(key) {
            match fault(standard, value) {
                Some(fault) => diagnostics.push(Diagnostic::new(&WRONG_SETTING, fault, &file, span)),
                None => drop(theme.settings.insert(key.clone(), value.clone())),
            }
            continue;
        }
        let help = nearest(key, theme.settings.keys().map(String::as_str)).map_or_else(
            || format!("known settings: {}", theme.settings.keys().cloned().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        diagnostics.push(Diagnostic::new(&UNKNOWN_SETTING, format!("unknown setting `{key}`"), &file, span).help(help));
    }
}

fn overlay_own_strings(theme: &mut Theme, documents: &Documents, diagnostics: &mut Diagnostics) {
    let file = SourcePath::new("content/handbook.yaml");
    for (key, text) in &documents.config.strings {
        if let Some(own) = theme.strings.get_mut(key) {
            own.clone_from(text);
            continue;
        }
        let span = documents.config.string_spans.get(key).copied().unwrap_or_default();
        let help = nearest(key, theme.strings.keys().map(String::as_str))
            .map_or_else(|| "the theme's theme.yaml lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        diagnostics.push(Diagnostic::new(&UNKNOWN_SETTING, format!("unknown string `{key}`"), &file, span).help(help));
    }
}

/// What is wrong with a setting: a kind of value that differs from the default's, or an address that is never published.
fn fault(standard: &Data, value: &Data) -> Option<String> {
    if *standard != Data::Null && std::mem::discriminant(standard) != std::mem::discriminant(value) {
        return Some(format!("this setting takes {}", kind(standard)));
    }
    forbidden(value).map(|address| format!("`{address}` is never published"))
}

fn kind(value: &Data) -> &'static str {
    match value {
        Data::Null => "anything",
        Data::Bool(_) => "true or false",
        Data::Number(_) => "a number",
        Data::Text(_) => "text",
        Data::List(_) => "a list",
        Data::Map(_) => "a mapping",
    }
}

/// The first `href` in a setting that could run code.
fn forbidden(value: &Data) -> Option<&str> {
    match value {
        Data::List(values) => values.iter().find_map(forbidden),
        Data::Map(values) => values.iter().find_map(|(key, value)| match value {
            Data::Text(address) if key == "href" && is_forbidden(address) => Some(address.as_str()),
            value => forbidden(value),
        }),
        Data::Null | Data::Bool(_) | Data::Number(_) | Data::Text(_) => None,
    }
}

/// `theme-` and ten hexadecimal digits of a hash over all that its public files are made of, so that a name stands for
/// one state of them: modules import one another with plain relative paths and can never be mixed with another version's.
/// Templates are among them, for some public files are rendered, and so are the settings and sentences that these show.
fn folder(theme: &Theme) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in &theme.files {
        hasher.update(path.as_bytes()).update(&[0]);
        match &file.body {
            Body::Text(text) => hasher.update(text.as_bytes()),
            Body::Bytes(bytes) => hasher.update(bytes),
            Body::OnDisk { .. } => &mut hasher,
        };
        hasher.update(&[0]);
    }
    hasher.update(format!("{:?}{:?}", theme.settings, theme.strings).as_bytes());
    format!("theme-{}", &hasher.finalize().to_hex()[..10])
}
