# Writes reference.json: what R's package survey answers for two_stage.csv. Run: Rscript reference.R (survey 4.1-1).
suppressMessages(library(survey)); library(jsonlite)
T <- read.csv("two_stage.csv", stringsAsFactors = FALSE)
cases <- list()
add <- function(id, design, expect) cases[[length(cases) + 1]] <<- list(id = id, design = design, expect = expect)
num <- function(x) { x <- as.numeric(x); if (is.nan(x)) NA else x }
est <- function(statistic, variable, ...) c(list(statistic = statistic, variable = variable), list(...))
line <- function(s, df = NULL, deff = TRUE) {
  v <- list(estimate = num(coef(s)), se = num(SE(s)))
  if (deff && !is.null(attr(s, "deff"))) v$deff <- num(attr(s, "deff"))
  if (!is.null(df)) { ci <- confint(s, df = df); v$df <- df; v$lower <- num(ci[1]); v$upper <- num(ci[2]) }
  v
}
D2 <- list(strata = "stratum", psu = c("psu", "unit"), fpc = c("N1", "N2"))
one <- list(strata = "stratum", psu = I("psu"), fpc = I("N1"), weight = "w")
onew <- list(strata = "stratum", psu = I("psu"), weight = "w")
clus <- list(psu = I("psu"), weight = "w")
sub <- c("A", "B", "D")
S <- subset(T, stratum != "C")
nolon <- list(stratum = sub)
two <- function(data, ...) svydesign(id = ~psu + unit, strata = ~stratum, fpc = ~N1 + N2, data = data)
basics <- list(est("mean", "y"), est("total", "y"), est("ratio", "y", denominator = "x"), est("proportion", "sat"),
  est("mean", "y", domain = "g"), est("total", "x", domain = "g"), est("ratio", "y", denominator = "x", domain = "d"))
answers <- function(d) {
  g <- function(l, f) lapply(sort(unique(T[[l]])), f)
  c(list(line(svymean(~y, d, na.rm = TRUE, deff = TRUE), degf(d)), line(svytotal(~y, d, na.rm = TRUE, deff = TRUE), degf(d)),
    line(svyratio(~y, ~x, d, na.rm = TRUE), degf(d)), line(svymean(~sat, d, deff = TRUE), degf(d))),
    lapply(sort(unique(T$g)), function(l) { e <- subset(d, g == l); line(svymean(~y, e, na.rm = TRUE, deff = TRUE), degf(e)) }),
    lapply(sort(unique(T$g)), function(l) { e <- subset(d, g == l); line(svytotal(~x, e, deff = TRUE), degf(e)) }),
    lapply(sort(unique(T$d)), function(l) { e <- subset(d, d == l); e <- d[d$variables$d == l, ]; line(svyratio(~y, ~x, e, na.rm = TRUE), degf(e)) }))
}
for (rule in c("remove", "adjust", "average", "certainty")) {
  options(survey.lonely.psu = rule)
  if (rule != "average") {
    add(paste0("two_stage.", rule), list(design = D2, lonely = rule, estimates = basics), answers(two(T)))
    add(paste0("two_stage.subset.", rule), list(design = D2, lonely = rule, subset = nolon, estimates = basics), answers(two(S)))
  }
  add(paste0("one_stage_fpc.", rule), list(design = one, lonely = rule, estimates = basics),
    answers(svydesign(id = ~psu, strata = ~stratum, fpc = ~N1, weights = ~w, data = T)))
  add(paste0("one_stage.", rule), list(design = onew, lonely = rule, estimates = basics),
    answers(svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = T)))
}
options(survey.lonely.psu = "fail")
dc <- svydesign(id = ~psu, weights = ~w, data = T)
add("cluster", list(design = clus, estimates = basics), answers(dc))
frac <- transform(S, F1 = ave(psu, stratum, FUN = function(p) length(unique(p))))
de <- svydesign(id = ~1, weights = ~w, data = T)
add("elements", list(design = list(weight = "w"), estimates = basics), answers(de))
# replacement design effect
add("deff.replace", list(design = clus, estimates = list(est("mean", "x", deff = "replace"), est("total", "x", deff = "replace"))),
  list(line(svymean(~x, dc, deff = "replace")), line(svytotal(~x, dc, deff = "replace"))))
# intervals
kinds <- c(logit = "logit", beta = "beta", mean = "t", xlogit = "xlogit", asin = "asin")
add("ciprop.cluster", list(design = clus, estimates = lapply(unname(kinds), function(k) est("proportion", "sat", interval = k))),
  lapply(names(kinds), function(k) { p <- svyciprop(~sat, dc, method = k); ci <- confint(p); list(estimate = num(p), lower = num(ci[1]), upper = num(ci[2])) }))
# quantiles
qs <- c(0.25, 0.5, 0.9)
rules <- c("math", "school", paste0("hf", 1:9))
for (k in c("mean", "xlogit", "beta")) add(paste0("quantile.", k), list(design = clus, estimates = lapply(rules, function(r)
    est("quantile", "x", p = qs, rule = r, interval = if (k == "mean") "t" else k))),
  do.call(c, lapply(rules, function(r) { z <- svyquantile(~x, dc, qs, qrule = r, interval.type = k)[[1]]
    lapply(1:3, function(i) list(estimate = num(z[i, 1]), lower = num(z[i, 2]), upper = num(z[i, 3]), se = num(z[i, 4]))) })))
options(survey.lonely.psu = "adjust")
d1 <- svydesign(id = ~psu, strata = ~stratum, fpc = ~N1, weights = ~w, data = T)
add("quantile.domain", list(design = one, lonely = "adjust", estimates = list(est("quantile", "y", domain = "g"), est("quantile", "q", p = 0.5, rule = "school"))),
  c(lapply(sort(unique(T$g)), function(l) { z <- svyquantile(~y, d1[T$g == l, ], 0.5, na.rm = TRUE)[[1]]; list(estimate = num(z[1, 1]), lower = num(z[1, 2]), upper = num(z[1, 3]), se = num(z[1, 4])) }),
    { z <- svyquantile(~q, d1, 0.5, qrule = "school")[[1]]; list(list(estimate = num(z[1, 1]), lower = num(z[1, 2]), upper = num(z[1, 3]), se = num(z[1, 4]))) }))
# tests
test <- function(name, ...) c(list(test = name), list(...))
chi <- function(r) list(statistic = num(r$statistic), p_value = num(r$p.value))
coefs <- function(m) { s <- summary(m)$coefficients; list(df = m$df.residual, coefficients = lapply(1:nrow(s), function(i) list(estimate = s[i, 1], se = s[i, 2], t = s[i, 3], p_value = s[i, 4]))) }
tests <- list(test("rao_scott", rows = "g", columns = "z"), test("rao_scott", rows = "g", columns = "z", statistic = "chisq"),
  test("wald", rows = "g", columns = "z"), test("wald", rows = "g", columns = "z", statistic = "adjwald"),
  test("t", variable = "y", by = "g"), test("t", variable = "x", against = 0), test("rank", variable = "y", by = "g"),
  test("rank", variable = "y", by = "g", kind = "vanderwaerden"), test("rank", variable = "y", by = "g", kind = "median"),
  test("rank", variable = "y", by = "z", kind = "kruskal_wallis"),
  test("linear", outcome = "y", predictors = c("x", "g")), test("logistic", outcome = "sat", predictors = c("x", "z")),
  test("difference", variable = "y", domain = "g", of = list(m = 1, f = -1)),
  test("difference", variable = "x", domain = "z", statistic = "total", of = list(k = 1, l = -0.5, m = -0.5)),
  test("cronbach", variables = c("q", "x")), test("kappa", variables = c("sat", "h")))
answers2 <- function(d) {
  d <- update(d, h = as.integer(x > 20), y1 = y)
  tt <- svyttest(y ~ g, d); t1 <- svyttest(x ~ 0, d)
  # svyby(covmat = TRUE) fails on a calibrated design: nothing is expected then
  c1 <- tryCatch(svycontrast(svyby(~y, ~g, d[!is.na(d$variables$y), ], svymean, covmat = TRUE), c(m = 1, f = -1)), error = function(e) NULL)
  c2 <- tryCatch(svycontrast(svyby(~x, ~z, d, svytotal, covmat = TRUE), c(k = 1, l = -0.5, m = -0.5)), error = function(e) NULL)
  ka <- svykappa(~sat + h, update(d, sat = factor(sat), h = factor(h)))
  kw <- svyranktest(y ~ z, d, test = "KruskalWallis")
  rk <- function(k) { r <- svyranktest(y ~ g, d, test = k); list(statistic = num(r$statistic), df = num(r$parameter), p_value = num(r$p.value), estimate = num(r$estimate)) }
  list(chi(svychisq(~g + z, d)), chi(svychisq(~g + z, d, statistic = "Chisq")), chi(svychisq(~g + z, d, statistic = "Wald")), chi(svychisq(~g + z, d, statistic = "adjWald")),
    list(statistic = num(tt$statistic), df = num(tt$parameter), p_value = num(tt$p.value), estimate = num(tt$estimate), lower = num(tt$conf.int[1]), upper = num(tt$conf.int[2])),
    list(statistic = num(t1$statistic), df = num(t1$parameter), p_value = num(t1$p.value), estimate = num(t1$estimate)),
    rk("wilcoxon"), rk("vanderWaerden"), rk("median"),
    list(statistic = num(kw$parameter), df = num(kw$statistic), p_value = num(kw$p.value)),
    coefs(svyglm(y ~ x + g, d)), coefs(svyglm(sat ~ x + z, d, family = quasibinomial())),
    if (is.null(c1)) list(test = "difference") else list(estimate = num(coef(c1)), se = num(SE(c1))), if (is.null(c2)) list(test = "difference") else list(estimate = num(coef(c2)), se = num(SE(c2))),
    list(estimate = num(svycralpha(~q + x, d))), list(estimate = num(coef(ka)), se = num(SE(ka))))
}
add("tests.cluster", list(design = clus, tests = tests), answers2(svydesign(id = ~psu, weights = ~w, data = T)))
add("tests.strata", list(design = one, lonely = "adjust", tests = tests), answers2(svydesign(id = ~psu, strata = ~stratum, fpc = ~N1, weights = ~w, data = T)))
# calibration
mg <- list(g = list(f = 301, m = 272)); mz <- list(z = list(k = 252, l = 173, m = 148))
pg <- data.frame(g = c("f", "m"), Freq = c(301, 272)); pz <- data.frame(z = c("k", "l", "m"), Freq = c(252, 173, 148))
pop <- c(`(Intercept)` = 573, gm = 272, zl = 173, zm = 148)
ctl <- list(maxit = 500, epsilon = 1e-10)
cal <- function(...) list(...)
both <- c(mg, mz)
ds <- list(cluster = list(clus, "fail", function() svydesign(id = ~psu, weights = ~w, data = T)),
  strata = list(one, "adjust", function() svydesign(id = ~psu, strata = ~stratum, fpc = ~N1, weights = ~w, data = T)),
  average = list(onew, "average", function() svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = T)),
  elements = list(list(weight = "w"), "fail", function() svydesign(id = ~1, weights = ~w, data = T)))
for (n in names(ds)) {
  options(survey.lonely.psu = ds[[n]][[2]]); d <- ds[[n]][[3]]()
  mk <- function(id, c, dd) add(paste0("calibration.", n, ".", id), list(design = ds[[n]][[1]], lonely = ds[[n]][[2]], calibration = c, estimates = basics), answers(dd))
  mk("poststratify", cal(method = "poststratify", margins = mg), postStratify(d, ~g, pg))
  mk("rake", cal(method = "raking", margins = both, variance = "rake"), rake(d, list(~g, ~z), list(pg, pz), control = ctl))
  mk("raking", cal(method = "raking", margins = both), calibrate(d, ~g + z, pop, calfun = "raking", epsilon = 1e-12))
  mk("raking_bounds", cal(method = "raking", margins = both, bounds = c(0.7, 1.25)), calibrate(d, ~g + z, pop, calfun = "raking", bounds = c(0.7, 1.25), epsilon = 1e-12))
  mk("linear", cal(method = "linear", margins = both), calibrate(d, ~g + z, pop))
  mk("linear_bounds", cal(method = "linear", margins = both, bounds = c(0.7, 1.25)), calibrate(d, ~g + z, pop, calfun = "linear", bounds = c(0.7, 1.25), epsilon = 1e-12))
  mk("logit", cal(method = "logit", margins = both, bounds = c(0.5, 2)), calibrate(d, ~g + z, pop, calfun = "logit", bounds = c(0.5, 2), epsilon = 1e-12))
  mk("numeric", cal(method = "linear", margins = mg, totals = list(x = 12104)), calibrate(d, ~g + x, c(`(Intercept)` = 573, gm = 272, x = 12104)))
}
# tests and quantiles after calibration, and in a part of the sample
options(survey.lonely.psu = "fail"); d <- ds$cluster[[3]]()
r <- rake(d, list(~g, ~z), list(pg, pz), control = ctl)
cr <- cal(method = "raking", margins = both, variance = "rake")
add("tests.raked", list(design = clus, calibration = cr, tests = tests[-c(15, 16)]), answers2(r)[-c(15, 16)])
add("tests.calibrated", list(design = clus, calibration = cal(method = "raking", margins = both), tests = tests), answers2(calibrate(d, ~g + z, pop, calfun = "raking", epsilon = 1e-12)))
add("tests.part", list(design = clus, tests = lapply(tests, function(t) c(t, list(where = list(d = "v"))))), answers2(d[T$d == "v", ]))
qr3 <- function(z) lapply(1:3, function(i) list(estimate = num(z[i, 1]), lower = num(z[i, 2]), upper = num(z[i, 3]), se = num(z[i, 4])))
add("quantile.raked", list(design = clus, calibration = cr, estimates = list(est("quantile", "x", p = qs), est("quantile", "y", p = qs, rule = "hf7"))),
  c(qr3(svyquantile(~x, r, qs)[[1]]), qr3(svyquantile(~y, r, qs, qrule = "hf7", na.rm = TRUE)[[1]])))
cic <- function(dd) lapply(names(kinds)[-1], function(k) { p <- svyciprop(~sat, dd, method = k); ci <- confint(p); list(estimate = num(p), lower = num(ci[1]), upper = num(ci[2])) })
cik <- function(...) lapply(unname(kinds)[-1], function(k) est("proportion", "sat", interval = k, ...))
add("ciprop.raked", list(design = clus, calibration = cr, estimates = cik()), cic(r))
add("ciprop.part", list(design = clus, estimates = cik(where = list(d = "v"))), cic(d[T$d == "v", ]))
# trimming
options(survey.lonely.psu = "adjust"); d <- ds$strata[[3]]()
for (s in c(FALSE, TRUE)) {
  add(paste0("trim.", s), list(design = one, lonely = "adjust", trimming = list(upper = 17, lower = 6, strict = s), estimates = basics), answers(trimWeights(d, upper = 17, lower = 6, strict = s)))
  r <- rake(d, list(~g, ~z), list(pg, pz), control = ctl)
  add(paste0("trim.rake.", s), list(design = one, lonely = "adjust", calibration = cal(method = "raking", margins = both, variance = "rake"), trimming = list(upper = 17, strict = s), estimates = basics), answers(trimWeights(r, upper = 17, strict = s)))
}
# replicates
repb <- function(d, a) { g <- sort(unique(T$g)); dd <- sort(unique(T$d))
  L <- function(s, e) { df <- degf(e); ci <- confint(s, df = df); list(estimate = num(coef(s)), se = num(SE(s)), df = df, lower = num(ci[1]), upper = num(ci[2])) }
  c(list(L(svymean(~y, d, na.rm = TRUE), d), L(svytotal(~y, d, na.rm = TRUE), d), L(svyratio(~y, ~x, d, na.rm = TRUE), d), L(svymean(~sat, d), d)),
    lapply(g, function(l) { e <- d[d$variables$g == l, ]; L(svymean(~y, e, na.rm = TRUE), e) }),
    lapply(g, function(l) { e <- d[d$variables$g == l, ]; L(svytotal(~x, e), e) }),
    lapply(dd, function(l) { e <- d[d$variables$d == l, ]; L(svyratio(~y, ~x, e, na.rm = TRUE), e) })) }
options(survey.lonely.psu = "fail")
j1 <- as.svrepdesign(svydesign(id = ~psu, weights = ~w, data = T), type = "JK1")
add("jk1", list(design = clus, replicates = "jk1", estimates = basics), repb(j1))
Tf <- transform(T, NN = 40)
j1f <- as.svrepdesign(svydesign(id = ~psu, weights = ~w, fpc = ~NN, data = Tf), type = "JK1")
add("jk1.fpc", list(design = c(clus, list(fpc = I(40))), replicates = "jk1", estimates = basics), repb(j1f))
jn <- as.svrepdesign(svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = S), type = "JKn")
add("jkn", list(design = onew, subset = nolon, replicates = "jkn", estimates = basics), repb(jn))
jnf <- as.svrepdesign(svydesign(id = ~psu, strata = ~stratum, weights = ~w, fpc = ~N1, data = S), type = "JKn")
add("jkn.fpc", list(design = one, subset = nolon, replicates = "jkn", estimates = basics), repb(jnf))
for (rule in c("remove", "adjust", "average")) { options(survey.lonely.psu = rule)
  j <- as.svrepdesign(svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = T), type = "JKn")
  r <- repb(j); if (rule != "adjust") r <- lapply(r, function(e) e[c("estimate", "se")]) else r <- lapply(r, function(e) e[c("estimate", "se")])
  add(paste0("jkn.lonely.", rule), list(design = onew, lonely = rule, replicates = "jkn", estimates = basics), r) }
options(survey.lonely.psu = "fail")
jr <- rake(jn, list(~g, ~z), list(transform(pg, Freq = Freq), pz), control = list(maxit = 500, epsilon = 1e-15))
add("jkn.rake", list(design = onew, subset = nolon, replicates = "jkn", calibration = cal(method = "raking", margins = both), estimates = basics), repb(jr))
jc <- calibrate(j1, ~g + z, pop, calfun = "linear", compress = FALSE)
add("jk1.linear", list(design = clus, replicates = "jk1", calibration = cal(method = "linear", margins = both), estimates = basics), repb(jc))
jq <- list(est("quantile", "x", p = 0.5), est("quantile", "y", p = 0.25, rule = "hf7"))
qz <- function(v, p, r) { z <- svyquantile(v, j1, p, qrule = r, na.rm = TRUE)[[1]]; list(estimate = num(z[1, 1]), lower = num(z[1, 2]), upper = num(z[1, 3]), se = num(z[1, 4])) }
add("jk1.quantile", list(design = clus, replicates = "jk1", estimates = jq), list(qz(~x, 0.5, "math"), qz(~y, 0.25, "hf7")))
add("jk1.tests", list(design = clus, replicates = "jk1", tests = tests[1:2]), list(chi(svychisq(~g + z, j1)), chi(svychisq(~g + z, j1, statistic = "Chisq"))))
lines <- sapply(cases, function(case) toJSON(case, digits = NA, auto_unbox = TRUE, na = "null"))
writeLines(paste0("[\n", paste(lines, collapse = ",\n"), "\n]"), "reference.json")
cat(length(cases), "\n")
