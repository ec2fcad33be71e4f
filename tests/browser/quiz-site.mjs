// The handbook that the quiz specs build: ten questions of the five forms, a guide whose rules can be asked, a drawn quiz.

/** Ten questions, two of each form. Those whose id ends in -a come first. */
export const QUESTIONS = [
  { id: "one-a", form: "choose-one", text: choose("A stranger sends you a blank request. What first?", "one-a") },
  { id: "all-a", form: "choose-all", text: chooseAll("What do you check before you edit your profile?", "all-a") },
  { id: "order-a", form: "order", text: order("Put a week of settling in in order.", "order-a") },
  { id: "judge-a", form: "judge", text: judge("Which of these would you do?", "judge-a") },
  { id: "mail-a", form: "specimen", text: specimen("Would you send this request?", "mail-a") },
  { id: "one-b", form: "choose-one", text: choose("A friend sends you a blank request. What first?", "one-b") },
  { id: "all-b", form: "choose-all", text: chooseAll("What do you check before you close your profile?", "all-b") },
  { id: "order-b", form: "order", text: order("Put a month of settling in in order.", "order-b") },
  { id: "judge-b", form: "judge", text: judge("Which of these would you leave?", "judge-b") },
  { id: "mail-b", form: "specimen", text: specimen("Would you send this note?", "mail-b") },
];

/** @param {string[]} questions their Markdown @param {string} [front] further front matter */
export const quiz = (questions, front = "") => `---\ntitle: Practice\nkind: quiz\n${front}---\n\n${questions.join("\n")}`;

export const TEXTS = QUESTIONS.map(({ text }) => text);

export const GUIDE = `---
title: Say why
topics: [contact]
---

Say why you write.

## In short

- **Do** say what about this *person* caught your interest. {#say-why}
  A request with a reason is easier to accept than one without.
- **Don't** paste the default invitation. {#no-default}
  It says nothing about either of you.
- **Do** read their last three posts first. {#read-first}
  You find [something to ask](../index.md).

## A question

\`\`\`quiz
A friend asks you for an introduction. What first? {#friend}

- [ ] Say yes at once.
  You may not know the other well.
- [x] Ask how well they know each other.
  So that your word still counts next time.
\`\`\`
`;

export const FILES = {
  "content/handbook.yaml": "title: Letters\nlanguage: en\n",
  "content/index.md": "# Letters\n\nRead [why](contact/why.md).\n",
  "content/contact/index.md": "---\ntitle: Contact\n---\n\nStart here.\n",
  "content/contact/why.md": GUIDE,
  "content/contact/practice.md": quiz(TEXTS),
  "content/contact/final.md": "---\ntitle: Final\nkind: quiz\ndraw: {rules: 2, questions: 4}\n---\n",
};

function choose(prompt, id) {
  return `## ${prompt} {#${id}}

You have never met.

- [ ] Accept it and move on, ${id}.
  A name on a list is no relationship, ${id}.
- [x] Ask why they connected, ${id}.
  It costs one line and opens a conversation, ${id}.
- [ ] Refuse it, ${id}.
  They may not know how it is done, ${id}.
`;
}

function chooseAll(prompt, id) {
  return `## ${prompt} {#${id}}

- [x] Whether contacts are told, ${id}.
  If so, switch that off, ${id}.
- [x] Who sees that you look for work, ${id}.
  Some settings show it, ${id}.
- [ ] Whether the photo is recent, ${id}.
  It gives nothing away, ${id}.
`;
}

function order(prompt, id) {
  return `## ${prompt} {#${id}}

1. Ask colleagues, ${id}.
   The place matters most, ${id}.
2. Make a plain profile, ${id}.
   Each visit leaves a trace, ${id}.
3. Read along, ${id}.
   Customs differ, ${id}.
4. Comment on a post, ${id}.
   It is the smallest way, ${id}.
`;
}

function judge(prompt, id) {
  return `## ${prompt} {#${id}}

- **Do** say what caught your interest, ${id}. {#${id}-1}
  A reason is easier to accept, ${id}.
- **Don't** add a price list, ${id}. {#${id}-2}
  It turns a hello into an offer, ${id}.
`;
}

function specimen(prompt, id) {
  return `## ${prompt} {#${id}}

> Dear Sir or Madam, I'd like to add you to my network. Our synergies are mutual, ${id}.

**Don't** send it: there is no reason in it, ${id}.

1. "Sir or Madam" shows that the name was not read, ${id}.
2. "add you to my network" is what the platform writes, ${id}.
`;
}
