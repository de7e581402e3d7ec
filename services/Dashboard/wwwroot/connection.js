// Keeps an open page alive: says so when the server is away, asks for it every second, and goes on, or loads the page again when its circuit is gone.
// A circuit can also be lost before it is there (the server stops while the page is being set up): Blazor then gives up without asking anybody.
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const away = document.getElementById('away');
const broken = document.getElementById('blazor-error-ui');
const expected = document.body.hasAttribute('data-interactive');
const patience = 30000, shortest = 5000, mostReloads = 3, mostTellings = 10;
let live = false, comingBack = false;

async function answers(address, within) {
  try {
    return (await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(within) })).ok;
  } catch {
    return false;
  }
}

async function goesOn(within) {
  try {
    return live && await Promise.race([Blazor.reconnect(), pause(within).then(() => false)]);
  } catch {
    return false;
  }
}

async function comeBack() {
  if (comingBack) return;
  comingBack = true;
  away.hidden = false;
  for (let within = shortest; ; await pause(1000)) {
    if (!await answers('/health/live', shortest)) continue;
    if (await goesOn(within)) break;
    // The page itself must answer: a reload into a server that cannot show it yet would be the end of this script.
    if (await answers(location.href, within)) {
      Drafts.keep();
      location.reload();
      return;
    }
    // One that has just started may be slow: each time it is given longer, or it would be asked and left for ever.
    within = Math.min(patience, within * 2);
  }
  away.hidden = true;
  comingBack = false;
}

// A page that never comes alive is loaded again a few times; then its reader decides, or it would be loaded for ever.
async function startAgain() {
  const reloads = Number(sessionStorage.getItem('fleetwatch-reloads') ?? 0);
  if (live || comingBack || reloads >= mostReloads) return;
  sessionStorage.setItem('fleetwatch-reloads', reloads + 1);
  broken.style.display = 'none';
  await comeBack();
}

// Called by the server, once it has taken over what it drew before.
window.fleetwatchIsLive = () => {
  live = true;
  document.body.dataset.live = 'true';
  sessionStorage.removeItem('fleetwatch-reloads');
  Drafts.restore();
};

// An event that reaches a busy server while it draws the page anew may be refused, and what was chosen would be shown and not known.
let refused = 0;
window.addEventListener('unhandledrejection', event => {
  if (event.reason?.message?.includes('DispatchEventAsync') && refused++ < mostTellings) setTimeout(Drafts.tell, 200);
});

if (expected) {
  new MutationObserver(() => { if (broken.style.display === 'block') startAgain(); }).observe(broken, { attributes: true });
  setTimeout(startAgain, patience);
}
// Without Blazor's own fetching of the next page (ssr): a link clicked while the circuit starts would change the address under it, and the circuit would draw "no such page".
if (typeof Blazor === 'undefined') comeBack();
else Blazor.start({
  ssr: { disableDomPreservation: true },
  circuit: { reconnectionHandler: { onConnectionDown: () => { comeBack(); }, onConnectionUp: () => { away.hidden = true; } } },
}).catch(startAgain);
