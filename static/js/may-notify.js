// @ts-check

/** Ask the person where the browser has not yet; false where there are no notifications. */
export async function mayNotify() {
  if (!("Notification" in globalThis)) return false;
  return (await Notification.requestPermission()) === "granted";
}
