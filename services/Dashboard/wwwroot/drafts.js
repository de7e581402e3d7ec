// What somebody has typed outlives the page's fields: those that the server draws anew when it takes over, and those of a page that has to be loaded again.
const Drafts = (() => {
  const store = 'fleetwatch-drafts', patience = 60000;
  const typed = new Map();
  let focused = null;

  const fields = () => [...document.querySelectorAll('input:not([type=hidden], [type=password], [type=file]), textarea, select')];
  const label = field => field.getAttribute('aria-label') ?? [...field.labels?.[0]?.childNodes ?? []].find(node => node.nodeType === 3)?.data.trim() ?? '';

  // Ids may be made up anew with each drawing: a field is known by its name, its label, and its place among those that share both.
  function keys() {
    const seen = new Map();
    return fields().map(field => {
      const name = [field.localName, field.type, field.name, label(field)].join('|');
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [field, `${name}|${seen.get(name)}`];
    });
  }
  const keyOf = field => keys().find(([one]) => one === field)?.[1];
  const valueOf = field => field.type === 'checkbox' || field.type === 'radio' ? field.checked : field.value;

  function announce(field) {
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function put(field, value) {
    if (valueOf(field) === value) return;
    if (typeof value === 'boolean') { field.click(); return; }
    field.value = value;
    announce(field);
  }

  document.addEventListener('input', event => {
    const key = event.isTrusted && keyOf(event.target);
    if (key) typed.set(key, valueOf(event.target));
  }, true);
  document.addEventListener('focusin', event => { focused = keyOf(event.target) ?? focused; }, true);
  document.addEventListener('submit', () => typed.clear());

  function keep() {
    sessionStorage.setItem(store, JSON.stringify({ address: location.href, fields: [...typed], focused }));
  }

  // The heading of a page takes the focus once, when the page has been drawn, which may be after this: whoever was typing types on.
  function resume(field) {
    const away = document.activeElement !== field;
    field.focus();
    if (away && (field.type === 'text' || field.type === 'search' || field.localName === 'textarea')) field.setSelectionRange(field.value.length, field.value.length);
    const over = new AbortController(), watch = { capture: true, signal: over.signal };
    document.addEventListener('pointerdown', () => over.abort(), watch);
    document.addEventListener('submit', () => over.abort(), watch);
    document.addEventListener('focusin', event => {
      if (event.target.localName === 'h1') field.focus();
      else if (event.target !== field) over.abort();
    }, watch);
  }

  // Some fields appear only when an answer has come: each is filled when it is there.
  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? 'null');
    sessionStorage.removeItem(store);
    const mine = kept?.address === location.href ? kept : { fields: [...typed], focused };
    const waiting = new Map(mine.fields);
    let focus = mine.focused;
    function fill() {
      for (const [field, key] of keys()) {
        if (field.matches(':disabled')) continue;
        if (waiting.has(key)) {
          const value = waiting.get(key);
          waiting.delete(key);
          put(field, value);
          typed.set(key, value);
        }
        if (key === focus) {
          focus = null;
          if (document.activeElement === field || ['BODY', 'H1'].includes(document.activeElement?.tagName)) resume(field);
        }
      }
      if (waiting.size === 0 && focus === null) observer.disconnect();
    }
    const observer = new MutationObserver(fill);
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    setTimeout(() => observer.disconnect(), patience);
    setTimeout(fill, 0);
  }

  // Says once more what the fields show.
  const tell = () => fields().filter(field => !field.matches(':disabled')).forEach(announce);

  return { keep, restore, tell };
})();
