// A page that has moved: goes to the new address with the place on the page that was asked for, which a plain refresh drops.
{
  const link = document.querySelector("main a");
  if (link instanceof HTMLAnchorElement) location.replace(link.href + location.hash);
}
