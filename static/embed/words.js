// The words that must be said without the server.

export const WORDS = {
  ko: {
    loading: "불러오는 중이에요",
    slow: "조금 더 걸리고 있어요",
    failed: "비교표를 불러오지 못했어요",
    offline: "인터넷 연결이 끊겼어요",
    retry: "다시 시도하기",
    page: "비교 페이지 열기",
  },
  en: {
    loading: "Loading",
    slow: "Taking longer than usual",
    failed: "The comparison didn’t load",
    offline: "You’re offline",
    retry: "Try again",
    page: "Open the comparison page",
  },
};
