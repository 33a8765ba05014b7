(() => {
  const { figures, config } = JSON.parse(document.getElementById('report-data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const plots = [...document.querySelectorAll('.plot[data-figure]')];
  const draw = (theme, widths) => plots.forEach(plot => {
    const { data, layout } = figures[plot.dataset.figure][theme];
    const width = widths && (plot.closest('.wide, .verdict') ? widths.whole : widths.half);
    // drawn anew, as plotly fades changed streams in and paper would catch them half way
    Plotly.purge(plot);
    // plotly writes into what it is given: it gets a copy
    Plotly.newPlot(plot, structuredClone(data), { ...structuredClone(layout), width, autosize: !width }, config);
  });
  const current = () => (dark.matches ? 'dark' : 'light');
  document.documentElement.classList.add('scripted');
  draw(current());
  dark.addEventListener('change', () => draw(current()));
  addEventListener('beforeprint', () => draw('light', { half: 318, whole: 660 }));
  addEventListener('afterprint', () => draw(current()));
  document.querySelectorAll('button[data-download]').forEach(button => button.addEventListener('click', () => {
    const name = button.dataset.download;
    const plot = plots.find(candidate => candidate.dataset.figure === name);
    Plotly.downloadImage(plot, { format: 'png', scale: 2, filename: name, width: plot.clientWidth, height: plot.clientHeight });
  }));
})();
