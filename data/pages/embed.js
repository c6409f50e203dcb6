// The gallery follows its options at once: it asks for the page that the form would lead to, and shows what is new of it. Without
// this script the button does the same.
{
  const form = document.querySelector('form.embed-options');
  const result = document.getElementById('result');
  let asked;

  const follow = async () => {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      const news = page.getElementById('result');
      // Whatever else came is better looked at as the page that it is
      if (!response.ok || news === null) return location.assign(address);
      for (const button of news.querySelectorAll('button[data-copies]')) button.hidden = false;
      result.replaceChildren(...document.adoptNode(news).childNodes);
      document.title = page.title;
      history.replaceState(null, '', address);
    } catch (error) {
      if (error.name === 'AbortError') return; // Another choice came after it
      throw error;
    }
  };

  if (form !== null && result !== null) {
    form.addEventListener('change', follow);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      follow();
    });
  }
}
