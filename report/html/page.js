'use strict';

// The address's fragment is either the id of an element, or the filter:
// #severity=error,warning&group=integration&search=timeout
(() => {
  const form = document.getElementById('filter');
  const list = [...document.querySelectorAll('.file')].map((section) => ({
    section,
    path: section.querySelector('.path').textContent,
    findings: [...section.querySelectorAll('.finding')],
  }));
  const texts = new Map(); // finding → what a search looks through

  const textOf = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };

  const severities = () => [...form.elements.severity].filter((box) => box.checked).map((box) => box.value);

  const apply = () => {
    const wanted = severities();
    const { group, rule, file } = form.elements;
    const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (finding) =>
      wanted.includes(finding.dataset.severity) &&
      (!group.value || finding.dataset.group === group.value) &&
      (!rule.value || finding.dataset.rule === rule.value) &&
      words.every((word) => textOf(finding).includes(word));
    let shown = 0;
    let all = 0;
    for (const { section, path, findings } of list) {
      let here = 0;
      for (const finding of findings) {
        finding.hidden = (file.value !== '' && file.value !== path) || !matches(finding);
        if (!finding.hidden) here++;
      }
      section.hidden = here === 0;
      section.querySelector('.count').textContent = here === findings.length ? here : `${here} of ${findings.length}`;
      shown += here;
      all += findings.length;
    }
    document.getElementById('shown').textContent = `${shown} of ${all}`;
  };

  const remember = () => {
    const state = new URLSearchParams();
    if (severities().length < form.elements.severity.length) state.set('severity', severities().join(','));
    for (const name of ['group', 'rule', 'file', 'search']) {
      if (form.elements[name].value) state.set(name, form.elements[name].value);
    }
    const address = new URL(location.href);
    address.hash = state.toString();
    history.replaceState(null, '', address);
  };

  const restore = (state) => {
    const wanted = state.get('severity')?.split(',');
    for (const box of form.elements.severity) box.checked = !wanted || wanted.includes(box.value);
    for (const name of ['group', 'rule', 'file', 'search']) {
      form.elements[name].value = state.get(name) ?? '';
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = '';
    }
    apply();
  };

  // reveal shows an element that the filter or a fold hides.
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest('[hidden]')) restore(new URLSearchParams());
    const fold = target.closest('details');
    if (fold) fold.open = true;
    target.scrollIntoView();
  };

  const follow = () => {
    const fragment = location.hash.slice(1);
    if (!fragment.includes('=')) {
      if (fragment) reveal(fragment);
    } else if (form) {
      restore(new URLSearchParams(fragment));
      document.getElementById('findings').scrollIntoView();
    }
  };

  if (form) {
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () => {
      apply();
      remember();
    });
    form.elements.all.addEventListener('click', () => {
      restore(new URLSearchParams());
      remember();
    });
    restore(new URLSearchParams());
  }
  addEventListener('hashchange', follow);
  follow();

  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
})();
