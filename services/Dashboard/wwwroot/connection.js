// A page that has lost its server says so, asks for it every second, and goes on or is loaded again when it is back.
async function comeBack() {
  const away = document.getElementById('away');
  away.hidden = false;
  for (;;) {
    try {
      if ((await fetch('/health/live', { cache: 'no-store' })).ok) {
        if (!await Blazor.reconnect()) location.reload();
        away.hidden = true;
        return;
      }
    } catch {
      // Still away.
    }
    await new Promise(done => setTimeout(done, 1000));
  }
}
Blazor.start({ circuit: { reconnectionHandler: { onConnectionDown: () => { comeBack(); }, onConnectionUp: () => { document.getElementById('away').hidden = true; } } } });
