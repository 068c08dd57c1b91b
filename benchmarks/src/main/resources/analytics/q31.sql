SELECT
  sum(response_ms + 0) AS s0, sum(response_ms + 1) AS s1, sum(response_ms + 2) AS s2, sum(response_ms + 3) AS s3, sum(response_ms + 4) AS s4, sum(response_ms + 5) AS s5,
  sum(response_ms + 6) AS s6, sum(response_ms + 7) AS s7, sum(response_ms + 8) AS s8, sum(response_ms + 9) AS s9, sum(response_ms + 10) AS s10, sum(response_ms + 11) AS s11,
  sum(response_ms + 12) AS s12, sum(response_ms + 13) AS s13, sum(response_ms + 14) AS s14, sum(response_ms + 15) AS s15, sum(response_ms + 16) AS s16, sum(response_ms + 17) AS s17,
  sum(response_ms + 18) AS s18, sum(response_ms + 19) AS s19, sum(response_ms + 20) AS s20, sum(response_ms + 21) AS s21, sum(response_ms + 22) AS s22, sum(response_ms + 23) AS s23,
  sum(response_ms + 24) AS s24, sum(response_ms + 25) AS s25, sum(response_ms + 26) AS s26, sum(response_ms + 27) AS s27, sum(response_ms + 28) AS s28, sum(response_ms + 29) AS s29,
  sum(response_ms + 30) AS s30, sum(response_ms + 31) AS s31, sum(response_ms + 32) AS s32, sum(response_ms + 33) AS s33, sum(response_ms + 34) AS s34, sum(response_ms + 35) AS s35,
  sum(response_ms + 36) AS s36, sum(response_ms + 37) AS s37, sum(response_ms + 38) AS s38, sum(response_ms + 39) AS s39, sum(response_ms + 40) AS s40, sum(response_ms + 41) AS s41,
  sum(response_ms + 42) AS s42, sum(response_ms + 43) AS s43, sum(response_ms + 44) AS s44, sum(response_ms + 45) AS s45, sum(response_ms + 46) AS s46, sum(response_ms + 47) AS s47,
  sum(response_ms + 48) AS s48, sum(response_ms + 49) AS s49, sum(response_ms + 50) AS s50, sum(response_ms + 51) AS s51, sum(response_ms + 52) AS s52, sum(response_ms + 53) AS s53,
  sum(response_ms + 54) AS s54, sum(response_ms + 55) AS s55, sum(response_ms + 56) AS s56, sum(response_ms + 57) AS s57, sum(response_ms + 58) AS s58, sum(response_ms + 59) AS s59,
  sum(response_ms + 60) AS s60, sum(response_ms + 61) AS s61, sum(response_ms + 62) AS s62, sum(response_ms + 63) AS s63, sum(response_ms + 64) AS s64, sum(response_ms + 65) AS s65,
  sum(response_ms + 66) AS s66, sum(response_ms + 67) AS s67, sum(response_ms + 68) AS s68, sum(response_ms + 69) AS s69, sum(response_ms + 70) AS s70, sum(response_ms + 71) AS s71,
  sum(response_ms + 72) AS s72, sum(response_ms + 73) AS s73, sum(response_ms + 74) AS s74, sum(response_ms + 75) AS s75, sum(response_ms + 76) AS s76, sum(response_ms + 77) AS s77,
  sum(response_ms + 78) AS s78, sum(response_ms + 79) AS s79, sum(response_ms + 80) AS s80, sum(response_ms + 81) AS s81, sum(response_ms + 82) AS s82, sum(response_ms + 83) AS s83,
  sum(response_ms + 84) AS s84, sum(response_ms + 85) AS s85, sum(response_ms + 86) AS s86, sum(response_ms + 87) AS s87, sum(response_ms + 88) AS s88, sum(response_ms + 89) AS s89
FROM page_views
