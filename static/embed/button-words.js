// What the button and the tray say, by language. A % is the product's name or a number.

export const WORDS = {
  en: ["Add to compare", "Compare (%)", "Remove %", "Up to % at a time. Which one shall we swap?"],
  ko: ["비교 담기", "비교하기 (%)", "% 빼기", "%개까지 비교할 수 있어요. 무엇과 바꿀까요?"],
  ja: ["比較に追加", "比較する (%)", "%を外す", "%点まで比較できます。どれと入れ替えますか？"],
  de: ["Vergleichen", "Vergleich (%)", "% entfernen", "Bis zu % gleichzeitig. Welches tauschen?"],
};
