// What Streamlit calls. The place of a component is marked once it is drawn, so that the page can wait (arrival.css).

export default function (component) {
  try {
    // @ts-expect-error It stands in the component's own script, above this in what is sent.
    return drawComponent(component);
  } finally {
    (component.parentElement.host ?? component.parentElement).dataset.drawn = "";
  }
}
