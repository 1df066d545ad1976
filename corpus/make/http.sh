record curl-dns rules active dependency dns_failure 'curl 6: the host cannot be resolved' 'curl -sS -o orders.csv http://orders.gone.internal/orders.csv'
record curl-refused measure active dependency connection_refused 'curl 7: nothing listens' 'curl -sS -o orders.csv http://api.internal:9099/orders.csv'
record curl-500 rules active dependency http_500 'the service answers 500' 'curl -fsS -o orders.csv http://api.internal:8080/500'
record curl-401 measure active config http_401 'the service wants credentials that the job does not have' 'curl -fsS -o orders.csv http://api.internal:8080/401'
record curl-429 rules active rate_limit rate_limit 'the service answers 429' 'curl -fsS -o orders.csv http://api.internal:8080/429'
record curl-429-retried-out measure active rate_limit rate_limit '429, and the wait that the service asks for is longer than curl may retry' 'curl -fsS --retry 2 --retry-max-time 3 --retry-delay 1 -o orders.csv http://api.internal:8080/429'
record curl-timeout rules active timeout timeout 'curl 28: no answer within the time' 'curl -sS --max-time 1 -o orders.csv http://api.internal:8080/slow' --limits '--max-time 1 of curl'
head -c 5000 /dev/zero >report.pdf
record curl-upload-timeout measure save timeout upload_timeout 'curl 28 while the final report is uploaded' 'echo "report.pdf written, uploading"; curl -sS --max-time 1 -T report.pdf http://files.internal:8080/slow/report.pdf' --limits '--max-time 1 of curl'
record curl-upload-500 rules save dependency http_500 'the store answers 500 to the upload of the final report' 'echo "report.pdf written, uploading"; curl -fsS -T report.pdf http://files.internal:8080/500/report.pdf'
record curl-tls-plain-port measure active dependency tls_failure 'curl 35: the other side does not speak TLS' 'curl -sS -o orders.csv https://api.internal:8080/ok'
record curl-tls-self-signed rules active dependency tls_failure 'curl 60: a self-signed certificate' 'curl -sS -o orders.csv https://api.internal:8443/ok'
record curl-empty-reply measure active dependency - 'curl 52: the server closed without an answer' 'curl -sS -o orders.csv http://api.internal:8080/silent'
record curl-cut-transfer rules active dependency - 'curl 18: the server closed before the end' 'curl -sS -o orders.json http://api.internal:8080/cut'
record curl-disk-full rules active resource disk_full 'what curl fetched could not be written: no space left' 'set -o pipefail; curl -sS http://api.internal:8080/ok | cat >/dev/full'
record curl-retried-success measure active none - 'two tries were answered with 503, the third succeeded' 'curl -fsS --retry 3 --retry-delay 1 http://api.internal:8080/flaky/1' --distractor
record curl-retried-then-bad-json rules active input corrupt_input 'the 503 were overcome by retries; what ended the job is a file that is not JSON' 'curl -fsS --retry 3 --retry-delay 1 http://api.internal:8080/flaky/2 >/dev/null; echo "{\"id\": 1,}" >order.json; jq .id order.json' --distractor
record wget-503 measure active dependency http_503 'the service answers 503' 'wget -nv -O orders.csv http://api.internal:8080/503'
record wget-404-ignored-success rules active none - 'the optional file is not there (404) and the script says so; exit 0' 'wget -nv -O extra.csv http://api.internal:8080/extra.csv || echo "ERROR 404 is fine here: extra.csv is optional"; echo done' --distractor
