//! The theme: its files with those that it inherits, its settings, its strings in the site's language.

use std::collections::BTreeMap;

use super::site::{Theme, ThemeFile};
use crate::diagnostic::{Check, Diagnostic, Diagnostics, nearest};
use crate::load::{Body, Role, Sources};
use crate::parse::{Documents, ThemeManifest, VerdictWords};
use crate::path::SourcePath;

/// `theme:` or `extends:` names no folder.
pub(super) static UNKNOWN_THEME: Check = Check::error("unknown-theme", "`theme:` or `extends:` names no theme");

/// `settings:` has a key that the theme does not know.
pub(super) static UNKNOWN_SETTING: Check =
    Check::error("unknown-setting", "`settings:` has a key that the theme does not know");

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
            if let Some(words) = words(manifest, language) {
                theme.words = words.clone();
            }
        }
    }
    overlay_settings(&mut theme, documents, diagnostics);
    theme.strings.extend(documents.config.strings.clone());
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

fn words<'a>(manifest: &'a ThemeManifest, language: &str) -> Option<&'a VerdictWords> {
    [language, primary(language), "en"].into_iter().find_map(|tag| manifest.words.get(tag))
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

fn overlay_settings(theme: &mut Theme, documents: &Documents, diagnostics: &mut Diagnostics) {
    let file = SourcePath::new("content/handbook.yaml");
    for (key, value) in &documents.config.settings {
        if theme.settings.contains_key(key) {
            theme.settings.insert(key.clone(), value.clone());
            continue;
        }
        let help = nearest(key, theme.settings.keys().map(String::as_str)).map_or_else(
            || format!("known settings: {}", theme.settings.keys().cloned().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let span = documents.config.setting_spans.get(key).copied().unwrap_or_default();
        diagnostics.push(Diagnostic::new(&UNKNOWN_SETTING, format!("unknown setting `{key}`"), &file, span).help(help));
    }
}

/// `theme-` and ten hexadecimal digits of a hash over all that its public files are made of, so that a name stands for
/// one state of them: modules import one another with plain relative paths and can never be mixed with another version's.
fn folder(theme: &Theme) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, file) in theme.files.iter().filter(|(path, _)| !path.starts_with("templates/") || path.ends_with(".css"))
    {
        hasher.update(path.as_bytes()).update(&[0]);
        match &file.body {
            Body::Text(text) => hasher.update(text.as_bytes()),
            Body::Bytes(bytes) => hasher.update(bytes),
            Body::OnDisk { .. } => &mut hasher,
        };
        hasher.update(&[0]);
    }
    // Style templates turn settings into rules.
    hasher.update(format!("{:?}", theme.settings).as_bytes());
    format!("theme-{}", &hasher.finalize().to_hex()[..10])
}
