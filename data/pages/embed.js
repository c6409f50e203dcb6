// The gallery follows its options at once: it asks for the page that the form would lead to, and shows what is new of it. Without
// this script the button does the same. The page comes as a document: text that is parsed here would be refused (Trusted Types).
{
  const form = document.querySelector('form.embed-options');
  const result = document.getElementById('result');
  let asked;

  const follow = () => {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    asked?.abort(); // Another choice came after it
    const request = new XMLHttpRequest();
    asked = request;
    request.open('GET', address);
    request.responseType = 'document';
    request.addEventListener('load', () => {
      const news = request.response?.getElementById('result') ?? null;
      // Whatever else came is better looked at as the page that it is
      if (request.status !== 200 || news === null) return location.assign(address);
      for (const button of news.querySelectorAll('button[data-copies]')) button.hidden = false;
      result.replaceChildren(...document.adoptNode(news).childNodes);
      // The heading, and the link to the same fact in the other language
      for (const part of ['h1', '.languages']) {
        document.querySelector(part).replaceWith(document.adoptNode(request.response.querySelector(part)));
      }
      document.title = request.response.title;
      history.replaceState(null, '', address);
    });
    request.addEventListener('error', () => location.assign(address));
    request.send();
  };

  if (form !== null && result !== null) {
    form.addEventListener('change', follow);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      follow();
    });
  }
}
