/** Puts text on the clipboard. Over plain HTTP browsers hide the clipboard, so the old way is tried. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.style.position = 'fixed';
    field.style.opacity = '0';
    // Inside an open dialog, or the field cannot be selected.
    (document.querySelector('dialog:modal') ?? document.body).append(field);
    field.select();
    // The only way left where the page does not come over HTTPS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
