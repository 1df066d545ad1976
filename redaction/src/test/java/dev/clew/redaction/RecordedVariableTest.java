package dev.clew.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which variables of an environment are written down.
class RecordedVariableTest {
  private static final String CANARY = "CANARY17zz9";

  /// Of CI systems, clouds, databases, package managers, chat tools, payment providers and others,
  /// as their documentation calls them.
  private static final String SECRETS =
      """
      GITHUB_TOKEN GH_TOKEN GH_PAT GITHUB_PAT GITHUB_TOKEN_PROD GITHUB_APP_PRIVATE_KEY GITHUB_OAUTH
      GITLAB_TOKEN CI_JOB_TOKEN CI_REGISTRY_PASSWORD CI_DEPLOY_PASSWORD CI_JOB_JWT CI_JOB_JWT_V2
      ACTIONS_RUNTIME_TOKEN ACTIONS_ID_TOKEN_REQUEST_TOKEN SYSTEM_ACCESSTOKEN AZURE_DEVOPS_EXT_PAT
      BUILDKITE_AGENT_ACCESS_TOKEN CIRCLE_TOKEN TRAVIS_TOKEN DRONE_TOKEN JENKINS_API_TOKEN
      BITBUCKET_APP_PASSWORD SEMAPHORE_API_KEY CODECOV_TOKEN COVERALLS_REPO_TOKEN SONAR_TOKEN
      SNYK_TOKEN SENTRY_AUTH_TOKEN SENTRY_DSN ROLLBAR_ACCESS_TOKEN BUGSNAG_API_KEY NEW_RELIC_LICENSE_KEY
      DATADOG_API_KEY DD_API_KEY DD_APP_KEY GRAFANA_API_KEY PAGERDUTY_ROUTING_KEY HONEYCOMB_WRITEKEY
      AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN S3_SECRET
      GOOGLE_CREDENTIALS GCP_SA_KEY GOOGLE_OAUTH_ACCESS_TOKEN FIREBASE_TOKEN GEMINI_API_KEY
      AZURE_CLIENT_SECRET ARM_CLIENT_SECRET AZURE_STORAGE_KEY AZURE_STORAGE_SAS_TOKEN ARM_ACCESS_KEY
      DIGITALOCEAN_ACCESS_TOKEN DO_PAT LINODE_CLI_TOKEN HCLOUD_TOKEN VULTR_API_KEY OVH_CONSUMER_KEY
      CLOUDFLARE_API_KEY CF_API_TOKEN FASTLY_API_TOKEN NETLIFY_AUTH_TOKEN NETLIFY_AUTH VERCEL_TOKEN
      HEROKU_API_KEY FLY_API_TOKEN RENDER_API_KEY RAILWAY_TOKEN TAILSCALE_AUTHKEY NGROK_AUTHTOKEN
      PGPASSWORD POSTGRES_PASSWORD MYSQL_PWD MYSQL_ROOT_PASSWORD MARIADB_PASSWORD DB_PW DB_PASS DBPASS
      DB_PWD REDISCLI_AUTH REDIS_PASSWORD MONGO_INITDB_ROOT_PASSWORD ELASTIC_PASSWORD SA_PASSWORD
      MSSQL_SA_PASSWORD SQLCMDPASSWORD CLICKHOUSE_PASSWORD SNOWFLAKE_PASSWORD ORACLE_PWD NEO4J_AUTH
      RABBITMQ_DEFAULT_PASS RABBITMQ_ERLANG_COOKIE KAFKA_SASL_PASSWORD INFLUXDB_TOKEN DATABRICKS_TOKEN
      NPM_TOKEN NODE_AUTH_TOKEN YARN_NPM_AUTH_TOKEN PYPI_TOKEN TWINE_PASSWORD POETRY_PYPI_TOKEN_PYPI
      UV_PUBLISH_TOKEN CARGO_REGISTRY_TOKEN NUGET_API_KEY GEM_HOST_API_KEY RUBYGEMS_API_KEY HEX_API_KEY
      COMPOSER_AUTH MAVEN_PASSWORD OSSRH_PASSWORD ARTIFACTORY_API_KEY NEXUS_PASS JFROG_ACCESS_TOKEN
      DOCKER_PASSWORD DOCKERHUB_TOKEN DOCKER_AUTH_CONFIG REGISTRY_AUTH QUAY_OAUTH_TOKEN COSIGN_PASSWORD
      COSIGN_KEY GPG_PASSPHRASE GPG_PRIVATE_KEY SIGNING_KEY SIGNING_KEY_PASS KEYSTORE_PASS KEY_PASSWORD
      SSH_PRIVATE_KEY DEPLOY_KEY SSHPASS SUDO_PASS ANSIBLE_VAULT_PASSWORD ANSIBLE_BECOME_PASS
      TF_TOKEN_APP_TERRAFORM_IO TF_VAR_DB_PASSWORD TF_VAR_ADMIN_PW PULUMI_ACCESS_TOKEN VAULT_TOKEN
      VAULT_SECRET_ID CONSUL_HTTP_TOKEN NOMAD_TOKEN KUBE_TOKEN KUBECONFIG_DATA HELM_REPO_PASS ARGOCD_AUTH_TOKEN
      SLACK_TOKEN SLACK_BOT_TOKEN SLACK_SIGNING_SECRET SLACK_WEBHOOK DISCORD_TOKEN DISCORD_WEBHOOK
      TELEGRAM_BOT_TOKEN TEAMS_WEBHOOK MATTERMOST_TOKEN TWILIO_AUTH_TOKEN SENDGRID_API_KEY MAILGUN_KEY
      POSTMARK_SERVER_TOKEN SMTP_PASS MAIL_PASSWORD STRIPE_KEY STRIPE_SECRET_KEY STRIPE_WEBHOOK_SECRET
      PAYPAL_CLIENT_SECRET BRAINTREE_PRIVATE_KEY ADYEN_API_KEY SQUARE_ACCESS_TOKEN SHOPIFY_API_SECRET
      OPENAI_API_KEY ANTHROPIC_API_KEY HF_TOKEN HUGGINGFACE_HUB_TOKEN WANDB_API_KEY COHERE_KEY
      FERNET_KEY AIRFLOW__CORE__FERNET_KEY SECRET_KEY SECRET_KEY_BASE DJANGO_SECRET APP_KEY JWT_SIGNING
      RAILS_MASTER_KEY ENCRYPTION_KEY COOKIE_SECRET SESSION_KEY NEXTAUTH_SECRET HMAC_KEY PASSWORD_SALT
      API_KEY API_KEY_PROD API_TOKEN_PROD API_SECRET APIKEY AUTH_HEADER BASIC_AUTH HTTP_AUTH PROXY_PASS
      LDAP_BIND_PW OIDC_CLIENT_SECRET SAML_KEY OKTA_API_TOKEN AUTH0_CLIENT_SECRET RESTIC_PASSWORD
      BORG_PASSPHRASE B2_APPLICATION_KEY MINIO_ROOT_PASSWORD RCLONE_CONFIG_PASS OP_SERVICE_ACCOUNT_TOKEN
      BW_SESSION BW_PASSWORD LASTPASS_PASS DOPPLER_TOKEN INFISICAL_TOKEN AGE_KEY SOPS_AGE_KEY WALLET_MNEMONIC
      JIRA_API_TOKEN CONFLUENCE_PAT TRELLO_KEY NOTION_TOKEN FIGMA_PAT ALGOLIA_KEY MAPBOX_ACCESS_TOKEN
      FASTLANE_PASSWORD MATCH_PASSWORD APPLE_APP_SPECIFIC_PW ANDROID_KEYSTORE CERT_P12 EXPO_TOKEN
      """;

  private static List<String> names() {
    return List.of(SECRETS.strip().split("\\s+", -1));
  }

  @Test
  void of_secretName_isWithheldAndLearnt() {
    List<String> kept = new ArrayList<>();
    List<String> notLearnt = new ArrayList<>();
    for (String name : names()) {
      RecordedVariable variable = RecordedVariable.of(name, CANARY, Set.of());
      if (variable.isWhole() || variable.shown().contains(CANARY)) {
        kept.add(name);
      }
      SecretRedactor redactor = new SecretRedactor();
      ProcessSecrets.variables(redactor, Map.of(name, CANARY), Set.of());
      if (redactor.redact("got " + CANARY).contains(CANARY)) {
        notLearnt.add(name);
      }
    }
    assertThat(kept).isEmpty();
    assertThat(notLearnt).containsExactly("SENTRY_DSN");
  }

  /// Nobody knows the name, so what counts is that the value is not plainly harmless.
  @Test
  void of_unknownName_isWithheldUnlessItIsPlain() {
    for (String value :
        List.of(
            CANARY,
            "correct horse battery",
            "a8Fk2Lq9",
            "hunter2",
            "{\"a\": 1}",
            "x=1",
            "12345678",
            "9f86d081884c7d659a2feaa0c55ad015",
            "https://example.org/hook/a8Fk2Lq9",
            "-pCANARY1z",
            "dXNlcjpwYXNzdzByZA==",
            "/9j4AAQSkZJRgABAQEAYABg",
            "ünïcode")) {
      RecordedVariable variable = RecordedVariable.of("WIDGET", value, Set.of());
      assertThat(variable.isWhole()).as(value).isFalse();
      assertThat(variable.shown()).isEqualTo("[redacted:variable len=" + value.length() + "]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LANG | en_US.UTF-8
          WIDGET_MODE | fast
          BUILD_TYPE | release-candidate
          RETRIES | 3
          TIMEOUT | 300000
          HEAP | 512m
          FEATURE_X | true
          TARGET | x86_64-linux-gnu
          REGION_LIST | eu-west-1,us-east-1a
          APP_HOST | db.internal.example.org:5432
          APP_URL | https://api.example.org/v1/orders?page=2
          BACKEND | 10.0.3.17
          RELEASE | v2.17.1
          STARTED | 2026-11-22T13:09:44Z
          DATA_DIR | /var/lib/widget/data.d
          SEARCH | /opt/a/bin:/opt/b/bin
          APP_SHA | 0c53ac58bb2d93c3ec2ee70bb2a3a9d3a3d2f6a1
          EXTRA_FLAGS | -O2 -Wall -Xmx512m --max-old-space=4096
          TOKEN_FILE | /run/widget/token
          AUTH_URL | https://login.example.org/start
          GITHUB_REF | refs/heads/a8Fk2Lq9
          DB_CONN | host=db user=app dbname=shop
          """)
  void of_plainNameAndValue_isKept(String name, String value) {
    assertThat(RecordedVariable.of(name, value, Set.of()))
        .isEqualTo(new RecordedVariable(name, value, true, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DATABASE_URL | postgres://app:a8Fk2Lq9@db:5432/shop | postgres://app:[redacted:password len=8]@db:5432/shop
          REDIS_URL | redis://:a8Fk2Lq9@cache:6379/0 | redis://:[redacted:password len=8]@cache:6379/0
          HTTPS_PROXY | http://me:a8Fk2Lq9@proxy:3128 | http://me:[redacted:password len=8]@proxy:3128
          PIP_INDEX_URL | https://a8Fk2Lq9@pypi.example.org/x | https://[redacted:userinfo len=8]@pypi.example.org/x
          DB_DSN | Server=db;User Id=sa;Password=a8Fk2Lq9;Encrypt=true | Server=db;User Id=sa;Password=[redacted:password len=8];Encrypt=true
          AZURE_STORAGE_CONNECTION_STRING | AccountName=acc;AccountKey=a8Fk2Lq9;EndpointSuffix=core.windows.net | AccountName=acc;AccountKey=[redacted:account_key len=8];EndpointSuffix=core.windows.net
          PG_CONN | host=db user=app password=a8Fk2Lq9 | host=db user=app password=[redacted:password len=8]
          JDBC_URL | jdbc:postgresql://db/shop?user=app&password=a8Fk2Lq9 | jdbc:postgresql://db/shop?user=app&password=[redacted:password len=8]
          """)
  void of_connectionText_losesThePasswordOnly(String name, String value, String shown) {
    SecretRedactor redactor = new SecretRedactor();
    List<RecordedVariable> variables =
        ProcessSecrets.variables(redactor, Map.of(name, value), Set.of());
    assertThat(variables.getFirst().shown()).isEqualTo(shown);
    assertThat(variables.getFirst().isWhole()).isFalse();
    assertThat(redactor.redact("log a8Fk2Lq9 in")).contains("[redacted:");
  }

  @Test
  void of_aboutASecret_isNotTakenOutOfTheOutput() {
    SecretRedactor redactor = new SecretRedactor();
    ProcessSecrets.variables(
        redactor,
        Map.of(
            "AUTH_MODE",
            "ldap",
            "SORT_KEY",
            "created",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "/srv/keys/reader.json",
            "SKIP_AUTH",
            "true",
            "TOKEN_TTL",
            "3600",
            "WIDGET",
            "some words of prose"),
        Set.of());
    String output = "ldap created /srv/keys/reader.json true 3600 some words of prose";
    assertThat(redactor.redact(output)).isEqualTo(output);
  }

  @Test
  void of_keptName_isWhole() {
    Set<String> kept = Set.of("WIDGET", "SORT_TOKEN");
    assertThat(RecordedVariable.of("WIDGET", "a8Fk2Lq9", kept).isWhole()).isTrue();
    assertThat(RecordedVariable.of("SORT_TOKEN", "a8Fk2Lq9", kept).isWhole()).isTrue();
    assertThat(RecordedVariable.of("widget", "a8Fk2Lq9", kept).isWhole()).isFalse();
    assertThat(RecordedVariable.of("WIDGET", "https://u:a8Fk2Lq9@h/", kept).shown())
        .isEqualTo("https://u:[redacted:password len=8]@h/");
  }
}
