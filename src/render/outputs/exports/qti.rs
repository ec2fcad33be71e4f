//! QTI 2.1: a content package (zip) with a test, an item for each question, and the manifest that lists them.
//! <https://www.imsglobal.org/question/qtiv2p1/imsqti_implv2p1.html>

use super::item::{Choice, Item, Kind};
use super::zip::zip;
use crate::render::escape::escaped;

const QTI: &str = "http://www.imsglobal.org/xsd/imsqti_v2p1";
const SCHEMA: &str = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p1.xsd\"";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

pub(super) fn make(title: &str, items: &[Item]) -> Vec<u8> {
    let numbers = 1..=items.len();
    let mut files = vec![
        ("imsmanifest.xml".to_owned(), manifest(title, items.len())),
        ("test.xml".to_owned(), test(title, items.len())),
    ];
    files.extend(numbers.zip(items).map(|(number, item)| (format!("items/q{number}.xml"), assessment_item(item))));
    zip(&files)
}

fn manifest(title: &str, count: usize) -> String {
    let mut resources = String::from(
        "<resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\"><file href=\"test.xml\"/>",
    );
    resources.extend((1..=count).map(|number| format!("<dependency identifierref=\"q{number}\"/>")));
    resources.push_str("</resource>");
    resources.extend((1..=count).map(|number| {
        format!("<resource identifier=\"q{number}\" type=\"imsqti_item_xmlv2p1\" href=\"items/q{number}.xml\"><file href=\"items/q{number}.xml\"/></resource>")
    }));
    format!(
        "{XML}<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"package\"><metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata><organizations/><resources>{resources}</resources><!-- {} --></manifest>\n",
        escaped(title).replace("--", "–")
    )
}

fn test(title: &str, count: usize) -> String {
    let items =
        each(1..=count, |number| format!("<assessmentItemRef identifier=\"q{number}\" href=\"items/q{number}.xml\"/>"));
    format!(
        "{XML}<assessmentTest xmlns=\"{QTI}\" {SCHEMA} identifier=\"test\" title=\"{}\"><testPart identifier=\"part\" navigationMode=\"nonlinear\" submissionMode=\"individual\"><assessmentSection identifier=\"section\" title=\"{0}\" visible=\"true\">{items}</assessmentSection></testPart></assessmentTest>\n",
        escaped(title)
    )
}

fn assessment_item(item: &Item) -> String {
    let cardinality = match item.kind {
        Kind::ChooseOne => "single",
        Kind::ChooseAll => "multiple",
        Kind::Order => "ordered",
    };
    let correct = each(item.right(), |option| format!("<value>{}</value>", identifier(option)));
    let title = item.prompt.lines().next().unwrap_or_default();
    format!(
        "{XML}<assessmentItem xmlns=\"{QTI}\" {SCHEMA} identifier=\"{}\" title=\"{}\" adaptive=\"false\" timeDependent=\"false\">\n\
         <responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"identifier\"><correctResponse>{correct}</correctResponse></responseDeclaration>\n\
         <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>\n\
         <outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"single\" baseType=\"identifier\"/>\n\
         <itemBody>{}</itemBody>\n{PROCESSING}\n\
         <modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"why\" showHide=\"show\">{}</modalFeedback>\n</assessmentItem>\n",
        escaped(&item.id),
        escaped(title),
        body(item),
        paragraphs(&item.explanation()),
    )
}

/// One point for the right answer; the whys after any answer.
const PROCESSING: &str = "<responseProcessing>\
    <responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>\
    <setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">1</baseValue></setOutcomeValue></responseIf></responseCondition>\
    <setOutcomeValue identifier=\"FEEDBACK\"><baseValue baseType=\"identifier\">why</baseValue></setOutcomeValue>\
    </responseProcessing>";

fn body(item: &Item) -> String {
    let choices = each(&item.options, |option| {
        format!("<simpleChoice identifier=\"{}\">{}</simpleChoice>", identifier(option), escaped(&option.text))
    });
    let interaction = match item.kind {
        Kind::Order => {
            format!("<orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\">{choices}</orderInteraction>")
        }
        kind => {
            let most = usize::from(kind == Kind::ChooseOne);
            format!(
                "<choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"{most}\">{choices}</choiceInteraction>"
            )
        }
    };
    format!("{}{interaction}", paragraphs(&item.prompt))
}

/// Keys may begin with a digit, identifiers may not.
fn identifier(option: &Choice) -> String {
    escaped(&format!("k-{}", option.key))
}

fn paragraphs(text: &str) -> String {
    each(text.lines().filter(|line| !line.trim().is_empty()), |line| format!("<p>{}</p>", escaped(line)))
}

fn each<T>(things: impl IntoIterator<Item = T>, tell: impl Fn(T) -> String) -> String {
    things.into_iter().map(tell).collect::<Vec<_>>().concat()
}
