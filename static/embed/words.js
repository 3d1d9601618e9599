// The words that must be said when the server cannot say them: in English, then in Korean.

export const WORDS = [
  ["The comparison didn’t load", "Try again"],
  ["비교표를 불러오지 못했어요", "다시 시도하기"],
];
