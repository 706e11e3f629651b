for (const script of document.querySelectorAll('figure script[type="application/json"]')) {
  const place = script.parentElement.querySelector('.plot');
  const failed = (error) => {
    place.dataset.drawn = 'failed';
    place.textContent = 'This plot could not be drawn: ' + error.message;
  };
  try {
    const compiled = vegaLite.compile(JSON.parse(script.textContent)).spec;
    const view = new vega.View(vega.parse(compiled), { renderer: 'svg', container: place, hover: true });
    view.runAsync().then(() => { place.dataset.drawn = 'true'; }, failed);
  } catch (error) {
    failed(error);
  }
}
