// SPDX-License-Identifier: MIT
// Asks the browser for a passkey and sends what it signs with the form. The options and the answer
// are the JSON of the WebAuthn standard, in which bytes are written in base64url.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys) => keys && keys.map((key) => ({ ...key, id: bytes(key.id) }));

  const make = async ({ publicKey: asked }) => {
    const { id, rawId, type, response } = await navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: listed(asked.excludeCredentials) || [],
      },
    });
    const { clientDataJSON, attestationObject } = response;
    return { id, rawId: text(rawId), type, response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } };
  };

  const use = async ({ publicKey: asked }) => {
    const { id, rawId, type, response } = await navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: listed(asked.allowCredentials) || [] },
    });
    const { clientDataJSON, authenticatorData, signature } = response;
    return {
      id,
      rawId: text(rawId),
      type,
      response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) },
    };
  };

  const ask = async (form) => {
    if (form.dataset.asked) return JSON.parse(form.dataset.asked);
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.ask, { method: "POST", headers });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const sentences = {
    InvalidStateError: "This device keeps a passkey for your account already.",
    NotAllowedError: "No passkey was used. Try again, or go on in another way.",
  };

  document.querySelectorAll("[data-without-passkeys]").forEach((words) => (words.hidden = true));
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const said = form.querySelector("[data-said]");
      said.textContent = "";
      try {
        const brought = await { make, use }[form.dataset.passkey](await ask(form));
        form.elements.passkey.value = JSON.stringify(brought);
        form.submit();
      } catch (problem) {
        said.textContent = sentences[problem.name] || "Your browser could not use a passkey here. Go on in another way.";
      }
    });
  });
})();
