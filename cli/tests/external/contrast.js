// Every text that is seen and has less contrast to its ground than WCAG AA asks for.
const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = (color) => { pixel.fillStyle = color; pixel.fillRect(0, 0, 1, 1); return [...pixel.getImageData(0, 0, 1, 1).data]; };
const light = (color) => rgb(color).slice(0, 3).map((v) => v / 255)
  .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => {
  pixel.clearRect(0, 0, 1, 1);
  const stack = [];
  for (let n = node; n; n = n.parentElement) stack.unshift(getComputedStyle(n).backgroundColor);
  for (const color of stack) { pixel.fillStyle = color; pixel.fillRect(0, 0, 1, 1); }
  return `rgb(${[...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3)})`;
};
return [...document.querySelectorAll('body *')].filter((n) => n.checkVisibility() && !n.closest('svg, :disabled') &&
    [...n.childNodes].some((c) => c.nodeType === 3 && c.data.trim()))
  .map((n) => [light(getComputedStyle(n).color), light(ground(n)), n.className + ' ' + n.textContent.slice(0, 20)])
  .map(([a, b, what]) => [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), what])
  .filter(([contrast]) => contrast < 4.5);
