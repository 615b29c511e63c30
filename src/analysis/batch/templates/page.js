(function () {
  var button = document.getElementById("show-code");
  button.hidden = false;
  button.addEventListener("click", function () {
    var open = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(open));
    document.querySelectorAll("details.code").forEach(function (code) { code.open = open; });
  });
})();
